using System.Diagnostics;
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

    private static readonly EnumerationOptions Everywhere = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };

    /// <summary>For how long what was counted is believed, with what this silo has added since: others may have the same folder.</summary>
    private static readonly TimeSpan CountPeriod = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _uses = [];
    private readonly string _contents;
    private readonly string _own;
    private readonly long _maxBytes;
    private readonly Func<string, FileStream> _newFile;
    private long _bytes;
    private long _reserved;
    private long _countedAt;

    /// <param name="folder">Where the files are.</param>
    /// <param name="maxBytes">The most bytes that the folder may have: contents, what arrives, and what is laid out.</param>
    /// <param name="newFile">Makes a file.</param>
    public ContentStore(string folder, long maxBytes, Func<string, FileStream>? newFile = null)
    {
        Folder = folder;
        _contents = Path.Combine(folder, CodeFolder.Contents);
        _maxBytes = maxBytes;
        _newFile = newFile ?? (static path => new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0));
        _own = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Live}{Environment.ProcessId}-{Guid.NewGuid():N}"));
    }

    /// <summary>Where the files are.</summary>
    public string Folder { get; }

    /// <summary>Where this silo keeps what it works with; gone with its process.</summary>
    public string OwnFolder
    {
        get
        {
            CodeFolder.Make(_own, Folder);
            return _own;
        }
    }

    /// <summary>Whether a content is here.</summary>
    public bool Has(string hash) => File.Exists(PathOf(hash));

    /// <summary>A file to write a content to, which has all of its length at once.</summary>
    /// <exception cref="FolderFullException">There is no room for it.</exception>
    public FileStream NewFile(long bytes)
    {
        CleanUp();
        lock (_gate)
        {
            MakeRoomLocked(bytes);
            FileStream file = _newFile(Path.Combine(OwnFolder, $"{Guid.NewGuid():N}.part"));
            try
            {
                file.SetLength(bytes);
            }
            catch
            {
                Discard(file);
                throw;
            }

            _bytes += bytes;
            return file;
        }
    }

    /// <summary>Keeps room for what is about to be written, until it is: then it counts for itself.</summary>
    /// <exception cref="FolderFullException">There is no room for it.</exception>
    public IDisposable Reserve(long bytes)
    {
        lock (_gate)
        {
            MakeRoomLocked(bytes);
            _reserved += bytes;
        }

        return new Room(this, bytes);
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

        CodeFolder.Make(_contents, Folder);
        File.Move(written.Name, PathOf(hash), overwrite: true);
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
        CodeFolder.Make(Path.GetDirectoryName(path)!, Folder);
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

    /// <summary>Removes contents that nobody uses, the one that was used least recently first, until there is room.</summary>
    private void MakeRoomLocked(long bytes)
    {
        if (CountLocked() + _reserved + bytes <= _maxBytes)
        {
            return;
        }

        // It may be that others have let go of some.
        _countedAt = 0;
        long all = CountLocked() + _reserved;
        foreach ((FileInfo file, long length) in Unused())
        {
            if (all + bytes <= _maxBytes)
            {
                break;
            }

            file.Delete();
            all -= length;
            _bytes -= length;
        }

        if (all + bytes > _maxBytes)
        {
            throw new FolderFullException(
                $"{Mebibytes.Text(bytes)} MiB more do not fit into {Folder}, which has {Mebibytes.Text(all)} MiB that are in use (limit {Mebibytes.Text(_maxBytes)}). "
                + "Close pools, or raise PoolSiloOptions.MaxCodeFolderBytes (--code-max-folder) there.");
        }
    }

    private IEnumerable<(FileInfo File, long Length)> Unused() => !Directory.Exists(_contents) ? [] :
    [
        .. new DirectoryInfo(_contents).EnumerateFiles()
            .Where(file => !_uses.ContainsKey(file.Name))
            .OrderBy(static file => file.LastAccessTimeUtc)
            .Select(static file => (file, LengthOf(file))),
    ];

    private long CountLocked()
    {
        if (_countedAt == 0 || Stopwatch.GetElapsedTime(_countedAt) > CountPeriod)
        {
            _bytes = Directory.Exists(Folder) ? new DirectoryInfo(Folder).EnumerateFiles("*", Everywhere).Sum(LengthOf) : 0;
            _countedAt = Stopwatch.GetTimestamp();
        }

        return _bytes;
    }

    private static long LengthOf(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (IOException)
        {
            // Another silo that has the same folder has removed it.
            return 0;
        }
    }

    /// <summary>Removes what silos left behind that were killed.</summary>
    private void CleanUp()
    {
        lock (_gate)
        {
            if (Directory.Exists(_own) || !Directory.Exists(Folder))
            {
                return;
            }

            foreach (DirectoryInfo left in new DirectoryInfo(Folder).EnumerateDirectories($"{Live}*").Where(folder => !IsAlive(folder.Name[Live.Length..])))
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

    private void Free(long bytes)
    {
        lock (_gate)
        {
            _reserved -= bytes;
            _countedAt = 0;
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
            using var found = Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private sealed class Room(ContentStore store, long bytes) : IDisposable
    {
        public void Dispose() => store.Free(bytes);
    }
}
