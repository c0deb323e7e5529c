namespace OrleansPool.BehaviorTests.Support;

/// <summary>Notes that functions leave for a test, whatever process they run in: lines of files in a folder of its own.</summary>
internal sealed class Trail : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orleanspool-trail-");

    /// <summary>Where the notes are, for functions.</summary>
    public string Folder => _folder.FullName;

    /// <summary>Leaves a note. Called by functions.</summary>
    public static void Note(string folder, string text)
    {
        // Whole, or not there: the test reads while functions write.
        string path = Path.Combine(folder, Guid.NewGuid().ToString("N"));
        File.WriteAllText($"{path}.part", text);
        File.Move($"{path}.part", $"{path}.note");
    }

    public string[] Notes() => [.. _folder.GetFiles("*.note").Select(file => File.ReadAllText(file.FullName))];

    /// <summary>Waits for a note.</summary>
    public async Task<string> FindAsync(Func<string, bool> match)
    {
        string? found = null;
        await Eventually.HoldsAsync(() => (found = Notes().FirstOrDefault(match)) is not null, "a function left its note");
        return found!;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
