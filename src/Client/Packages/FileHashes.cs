using System.Collections.Concurrent;

namespace OrleansPool.Packages;

/// <summary>Hashes of files, read once as long as they do not change.</summary>
internal static class FileHashes
{
    private static readonly ConcurrentDictionary<(string Path, long Length, DateTime Changed), string> Known = new();

    public static (string Hash, long Size) Of(string path)
    {
        var file = new FileInfo(path);
        return (Known.GetOrAdd((path, file.Length, file.LastWriteTimeUtc), static key =>
        {
            using FileStream content = File.OpenRead(key.Path);
            return ContentHash.Of(content);
        }), file.Length);
    }
}
