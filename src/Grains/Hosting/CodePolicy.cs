namespace OrleansPool;

/// <summary>Whose functions a silo runs. Functions of its own process it runs always.</summary>
public enum CodePolicy
{
    /// <summary>
    /// Only functions of assemblies that were deployed with the silo and that it lists. Methods of .NET itself are none, since
    /// <c>File.ReadAllText</c> is code too.
    /// </summary>
    Deployed,

    /// <summary>Functions that were signed with a key that the silo trusts, and the code packages signed with it.</summary>
    Signed,

    /// <summary>Everything that anybody sends. For development: whoever reaches the silo's ports can do there what the silo can.</summary>
    Any,
}
