namespace OrleansPool.Samples.Article.CommandLine;

/// <summary>How the program ends.</summary>
internal static class ExitCode
{
    public const int AllWell = 0;
    public const int SomethingFailed = 1;
    public const int WrongUsage = 2;
    public const int Interrupted = 130;
}
