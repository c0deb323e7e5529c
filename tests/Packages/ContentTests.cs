using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace OrleansPool.PackageTests;

/// <summary>What is in the packages.</summary>
[Collection(PackedCollection.Name)]
public sealed class ContentTests(PackedFixture packed)
{
    public static TheoryData<string> Libraries => ["OrleansPool", "OrleansPool.Client", "OrleansPool.Abstractions", "OrleansPool.Grains"];

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Library_HasReadmeLicenceDocumentationAndSymbols(string id)
    {
        using ZipArchive package = Open(id, "nupkg");
        Assert.Contains("README.md", Names(package));
        Assert.Contains($"lib/net10.0/{id}.dll", Names(package));
        Assert.Contains($"lib/net10.0/{id}.xml", Names(package));
        using ZipArchive symbols = Open(id, "snupkg");
        Assert.Contains($"lib/net10.0/{id}.pdb", Names(symbols));

        XElement metadata = Specification(package, id);
        Assert.Equal("MIT", Value(metadata, "license"));
        Assert.Equal("README.md", Value(metadata, "readme"));
        Assert.Contains("orleans", Value(metadata, "tags"));
        Assert.NotEqual("Package Description", Value(metadata, "description"));
    }

    [Fact]
    public void Tool_HasReadmeLicenceAndItsCommand()
    {
        using ZipArchive package = Open("OrleansPool.Cli", "nupkg");
        Assert.Contains("README.md", Names(package));
        Assert.Contains("tools/net10.0/any/OrleansPool.Cli.dll", Names(package));
        using Stream settings = package.GetEntry("tools/net10.0/any/DotnetToolSettings.xml")!.Open();
        Assert.Contains(XDocument.Load(settings).Descendants("Command"), command => command.Attribute("Name")!.Value == "orleanspool");

        XElement metadata = Specification(package, "OrleansPool.Cli");
        Assert.Equal("MIT", Value(metadata, "license"));
        Assert.Equal("README.md", Value(metadata, "readme"));
    }

    /// <summary>Where the sources are is known from the repository that it was built in; what was written while building is in the symbols.</summary>
    [Theory]
    [MemberData(nameof(Libraries))]
    [InlineData("OrleansPool.Cli")]
    public void Package_NamesTheCommitOfItsSources(string id)
    {
        using ZipArchive package = Open(id, "nupkg");
        XElement repository = Specification(package, id).Elements().Single(element => element.Name.LocalName == "repository");
        Assert.Equal("git", repository.Attribute("type")!.Value);
        Assert.Matches("^[0-9a-f]{40}$", repository.Attribute("commit")!.Value);
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Symbols_HaveWhatWasWrittenWhileBuilding(string id)
    {
        Guid embedded = new("0E8A571B-6926-466E-B4AD-8AB04611F5FE");
        using ZipArchive symbols = Open(id, "snupkg");
        using Stream stream = symbols.GetEntry($"lib/net10.0/{id}.pdb")!.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        copy.Position = 0;
        using var provider = MetadataReaderProvider.FromPortablePdbStream(copy);
        MetadataReader reader = provider.GetMetadataReader();
        Assert.Contains(
            reader.CustomDebugInformation.Select(reader.GetCustomDebugInformation),
            information => reader.GetGuid(information.Kind) == embedded && information.Parent.Kind == HandleKind.Document);
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Library_TakesOurOtherPackagesInItsVersionOnly(string id)
    {
        using ZipArchive package = Open(id, "nupkg");
        XElement[] dependencies = [.. Specification(package, id).Descendants().Where(element => element.Name.LocalName == "dependency")];
        Assert.All(
            dependencies.Where(each => each.Attribute("id")!.Value.StartsWith("OrleansPool", StringComparison.Ordinal)),
            each => Assert.Equal($"[{packed.Version}]", each.Attribute("version")!.Value));

        // What analyzers and generators there are reaches who takes one of these packages only.
        Assert.All(
            dependencies.Where(each => each.Attribute("id")!.Value.Contains("Orleans", StringComparison.Ordinal)),
            each => Assert.Null(each.Attribute("exclude")));
    }

    [Theory]
    [MemberData(nameof(Libraries))]
    public void Library_IsBuiltReproducibly(string id)
    {
        using ZipArchive package = Open(id, "nupkg");
        using Stream library = package.GetEntry($"lib/net10.0/{id}.dll")!.Open();
        using var copy = new MemoryStream();
        library.CopyTo(copy);
        copy.Position = 0;
        using var reader = new PEReader(copy);
        Assert.Contains(reader.ReadDebugDirectory(), entry => entry.Type == DebugDirectoryEntryType.Reproducible);
    }

    [Fact]
    public void Client_HasTheAnalyzerAndItsFixes()
    {
        using ZipArchive package = Open("OrleansPool.Client", "nupkg");
        Assert.Equal(
            ["analyzers/dotnet/cs/OrleansPool.Analyzers.dll", "analyzers/dotnet/cs/OrleansPool.CodeFixes.dll"],
            Names(package).Where(name => name.StartsWith("analyzers/", StringComparison.Ordinal)).Order());
    }

    [Fact]
    public void Main_HasThePagesThatMessagesNameAndTheReadmeLinksTo()
    {
        using ZipArchive package = Open("OrleansPool", "nupkg");
        Assert.Contains("docs/errors.md", Names(package));
        Assert.Contains("docs/analyzers.md", Names(package));
    }

    private static IEnumerable<string> Names(ZipArchive package) => package.Entries.Select(entry => entry.FullName);

    private static string Value(XElement metadata, string name) => metadata.Elements().Single(element => element.Name.LocalName == name).Value;

    private static XElement Specification(ZipArchive package, string id)
    {
        using Stream stream = package.GetEntry($"{id}.nuspec")!.Open();
        return XDocument.Load(stream).Root!.Elements().Single();
    }

    private ZipArchive Open(string id, string extension) => ZipFile.OpenRead(Path.Combine(packed.Packages, $"{id}.{packed.Version}.{extension}"));
}
