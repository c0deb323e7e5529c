namespace OrleansPool.Cli.Running;

/// <summary>A command whose help has an example.</summary>
internal interface IHasExample
{
    /// <summary>Gets a command line, or several, that work as they stand.</summary>
    string Example { get; }
}
