namespace OrleansPool;

/// <summary>What keeps a function from harming others on its silo.</summary>
public enum Isolation
{
    /// <summary>Workers are threads of the silo's process: fast, and a function that ends the process ends the silo with it.</summary>
    Thread,

    /// <summary>
    /// Workers are processes of their own, which the silo starts, watches and kills: a function that ends its process, or does not end, costs its
    /// worker and its own item only.
    /// </summary>
    Process,
}
