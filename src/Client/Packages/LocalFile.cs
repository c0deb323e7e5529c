namespace OrleansPool.Packages;

/// <summary>A file of a package, where the client has it. It is opened when a silo lacks it, which may be long after the package was made.</summary>
/// <param name="File">What the manifest says of it.</param>
/// <param name="Path">Where it is.</param>
internal sealed record LocalFile(PackageFile File, string Path)
{
    /// <exception cref="FunctionNotShippableException">It is not what it was.</exception>
    public Stream Open()
    {
        try
        {
            return FileHashes.Of(Path).Hash == File.Hash ? System.IO.File.OpenRead(Path) : throw Changed(null);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Changed(error);
        }
    }

    /// <summary>What to say when it is not what it was.</summary>
    public FunctionNotShippableException Changed(Exception? error) => new(
        File.Path.StartsWith(PackageLayout.Content, StringComparison.Ordinal)
            ? $"'{Path}' changed on disk since its package was made, and a silo needs it. Start the job again: that takes the file as it is now. "
                + "Workers start with what the pool was opened with: if it has an Initializer or Finalizer, open it anew."
            : $"'{Path}' changed on disk since this process loaded it: it was rebuilt while running. Restart the client.",
        error);
}
