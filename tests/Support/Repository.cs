namespace OrleansPool.TestSupport;

/// <summary>Files of the repository that are no code.</summary>
internal static class Repository
{
    // From where the tests run, not from where their source was compiled: a deterministic build does not know the latter.
    private static readonly string Root = Above(AppContext.BaseDirectory);

    public static string File(string path) => Path.Combine(Root, path);

    private static string Above(string start)
    {
        for (DirectoryInfo? at = new(start); at is not null; at = at.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(at.FullName, "OrleansPool.sln")))
            {
                return at.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No directory above {start} holds OrleansPool.sln: run the tests from a checkout of the repository.");
    }
}
