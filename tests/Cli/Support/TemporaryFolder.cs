namespace OrleansPool.CliTests.Support;

/// <summary>A folder that goes away with the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orleanspool-");

    public string Path => _folder.FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public string Write(string name, string text)
    {
        System.IO.File.WriteAllText(File(name), text);
        return File(name);
    }

    public string Read(string name) => System.IO.File.ReadAllText(File(name));

    public string[] Lines(string name) => System.IO.File.ReadAllLines(File(name));

    public bool Has(string name) => System.IO.File.Exists(File(name));

    public void Dispose() => _folder.Delete(recursive: true);
}
