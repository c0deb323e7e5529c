using System.Globalization;

namespace OrleansPool.Packages;

/// <summary>
/// The contents of code packages on this machine's disk, each in a file that is named by its hash. Silos of one machine may share it: a file
/// appears whole or not at all, and what is read is checked against its name. Thread-safe.
/// </summary>
internal sealed class ContentStore : IDisposable
{
    /// <summary>How the folders begin that silos work with. Beside the contents, which others may have had a hand in: these are in no folder of theirs.</summary>
    private const string Live = "live-";

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _uses = [];
    private readonly string _folder;
    private readonly string _contents;
    private readonly string _own;
    private readonly long _maxBytes;

    /// <param name="folder">Where the files are.</param>
    /// <param name="maxBytes">The most bytes that they may have together, beyond those in use.</param>
    public ContentStore(string folder, long maxBytes)
    {
        _folder = folder;
        _contents = Path.Combine(folder, CodeFolder.Contents);
        _maxBytes = maxBytes;
        _own = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Live}{Environment.ProcessId}-{Guid.NewGuid():N}"));
    }

    /// <summary>Where this silo keeps what it works with; gone with its process.</summary>
    public string OwnFolder
    {
        get
        {
            CodeFolder.Make(_own, _folder);
            return _own;
        }
    }

    /// <summary>Whether a content is here.</summary>
    public bool Has(string hash) => File.Exists(PathOf(hash));

    /// <summary>A file to write a content to.</summary>
    public FileStream NewFile()
    {
        CleanUp();
        return new FileStream(Path.Combine(OwnFolder, $"{Guid.NewGuid():N}.part"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
    }

    /// <summary>Removes a file that was begun.</summary>
    public static void Discard(FileStream begun)
    {
        begun.Dispose();
        File.Delete(begun.Name);
    }

    /// <summary>Takes a file that was written as a content, if it is what its name says.</summary>
    /// <exception cref="InvalidDataException">It is not.</exception>
    public void Add(string hash, FileStream written)
    {
        written.Position = 0;
        string found = ContentHash.Of(written);
        written.Dispose();
        if (found != hash)
        {
            Discard(written);
            throw new InvalidDataException($"a content was announced as {ContentHash.Short(hash)} and is {ContentHash.Short(found)}.");
        }

        CodeFolder.Make(_contents, _folder);
        File.Move(written.Name, PathOf(hash), overwrite: true);
        Trim(keep: hash);
    }

    /// <summary>Reads a small content.</summary>
    /// <exception cref="ContentLostException">It is not here, or not what its name says; then it was removed.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public byte[] Read(string hash)
    {
        try
        {
            byte[] bytes = File.ReadAllBytes(PathOf(hash));
            return ContentHash.Of(bytes) == hash ? bytes : throw Corrupt(hash);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Missing(hash, missing);
        }
    }

    /// <summary>Copies a content to a place of the silo's own, where nobody changes it after it was checked.</summary>
    /// <exception cref="ContentLostException">It is not here, or not what its name says; then it was removed.</exception>
    public void CopyTo(string hash, string path)
    {
        CodeFolder.Make(Path.GetDirectoryName(path)!, _folder);
        try
        {
            File.Copy(PathOf(hash), path, overwrite: true);
            File.SetLastAccessTimeUtc(PathOf(hash), DateTime.UtcNow);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Missing(hash, missing);
        }

        using FileStream copy = File.OpenRead(path);
        if (ContentHash.Of(copy) != hash)
        {
            copy.Dispose();
            File.Delete(path);
            throw Corrupt(hash);
        }
    }

    /// <summary>Keeps contents from being removed, until they are let go of as often.</summary>
    public void Hold(IEnumerable<string> hashes)
    {
        lock (_gate)
        {
            foreach (string hash in hashes)
            {
                _uses[hash] = _uses.GetValueOrDefault(hash) + 1;
            }
        }
    }

    public void LetGo(IEnumerable<string> hashes)
    {
        lock (_gate)
        {
            foreach (string hash in hashes)
            {
                if (_uses.GetValueOrDefault(hash) is > 1 and int uses)
                {
                    _uses[hash] = uses - 1;
                }
                else
                {
                    _uses.Remove(hash);
                }
            }
        }
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(_own, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A library that is loaded cannot be removed on every system: the next silo here does it.
            return;
        }
    }

    private string PathOf(string hash) => Path.Combine(_contents, hash);

    private ContentLostException Corrupt(string hash)
    {
        File.Delete(PathOf(hash));
        return new ContentLostException($"The file {PathOf(hash)} was changed and has been removed.");
    }

    private ContentLostException Missing(string hash, Exception error) => new($"The file {PathOf(hash)} was removed. See who removes files there.", error);

    /// <summary>Removes what was used least recently, until the rest is small enough.</summary>
    private void Trim(string keep)
    {
        lock (_gate)
        {
            FileInfo[] files = [.. new DirectoryInfo(_contents).EnumerateFiles().OrderBy(file => file.LastAccessTimeUtc)];
            long bytes = files.Sum(file => file.Length);
            foreach (FileInfo file in files.Where(file => file.Name != keep && !_uses.ContainsKey(file.Name)))
            {
                if (bytes <= _maxBytes)
                {
                    return;
                }

                bytes -= file.Length;
                file.Delete();
            }
        }
    }

    /// <summary>Removes what silos left behind that were killed.</summary>
    private void CleanUp()
    {
        lock (_gate)
        {
            if (Directory.Exists(_own) || !Directory.Exists(_folder))
            {
                return;
            }

            foreach (DirectoryInfo left in new DirectoryInfo(_folder).EnumerateDirectories($"{Live}*").Where(folder => !IsAlive(folder.Name[Live.Length..])))
            {
                try
                {
                    left.Delete(recursive: true);
                }
                catch (Exception error) when (error is IOException or UnauthorizedAccessException)
                {
                    // Another silo that starts does the same.
                    continue;
                }
            }
        }
    }

    private static bool IsAlive(string owner)
    {
        if (!int.TryParse(owner.Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int process))
        {
            return false;
        }

        try
        {
            using var found = System.Diagnostics.Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
