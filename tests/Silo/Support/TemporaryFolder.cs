namespace OrleansPool.SiloTests.Support;

/// <summary>A folder with one file, that goes away with the test: it stands for one of a container or a server.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orleanspool-");

    public TemporaryFolder(string file) => File.Copy(file, System.IO.Path.Combine(Path, System.IO.Path.GetFileName(file)));

    public string Path => _folder.FullName;

    public string InPlaceOf(string folder, string argument) => argument.Replace(folder, Path, StringComparison.Ordinal);

    public void Dispose() => _folder.Delete(recursive: true);
}
