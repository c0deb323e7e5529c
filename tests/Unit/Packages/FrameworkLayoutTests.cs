using System.Reflection;
using OrleansPool.Packages;

namespace OrleansPool.UnitTests.Packages;

/// <summary>Which files are .NET's own, in programs that run on shared frameworks and in those that bring theirs along.</summary>
public sealed class FrameworkLayoutTests : IDisposable
{
    private const string SelfContained = """
        {
          "targets": {
            ".NETCoreApp,Version=v10.0": {},
            ".NETCoreApp,Version=v10.0/linux-x64": {
              "App/1.0.0": { "dependencies": { "YamlDotNet": "16.0.0" }, "runtime": { "App.dll": {} } },
              "runtimepack.Microsoft.NETCore.App.Runtime.linux-x64/10.0.0": {
                "runtime": { "System.Private.CoreLib.dll": { "assemblyVersion": "10.0.0.0" }, "System.Runtime.dll": {} },
                "native": { "libcoreclr.so": { "fileVersion": "0.0.0.0" } }
              },
              "runtimepack.Microsoft.AspNetCore.App.Runtime.linux-x64/10.0.0": { "runtime": { "Microsoft.AspNetCore.Http.dll": {} } },
              "YamlDotNet/16.0.0": { "runtime": { "lib/net8.0/YamlDotNet.dll": {} } }
            }
          },
          "libraries": {
            "runtimepack.Microsoft.NETCore.App.Runtime.linux-x64/10.0.0": { "type": "runtimepack", "serviceable": false, "sha512": "" },
            "YamlDotNet/16.0.0": { "type": "package", "serviceable": true, "sha512": "", "path": "yamldotnet/16.0.0" }
          }
        }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("orleanspool-layout-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("/usr/share/dotnet/shared/Microsoft.NETCore.App/10.0.0/System.Runtime.dll", "Microsoft.NETCore.App")]
    [InlineData("/usr/share/dotnet/shared/Microsoft.AspNetCore.App/10.0.0/Microsoft.AspNetCore.Http.dll", "Microsoft.AspNetCore.App")]
    [InlineData("/app/System.Runtime.dll", null)]
    [InlineData("/app/OrleansPool.Grains.dll", null)]
    public void OnSharedFrameworks_ItIsTheFolderThatTells(string file, string? framework) => Assert.Equal(
        framework,
        FrameworkLayout.Of("/usr/share/dotnet/shared/Microsoft.NETCore.App/10.0.0/System.Private.CoreLib.dll", "/app/", [Deps(SelfContained)]).FrameworkOf(file));

    [Theory]
    [InlineData("/app/System.Private.CoreLib.dll", "Microsoft.NETCore.App")]
    [InlineData("/app/System.Runtime.dll", "Microsoft.NETCore.App")]
    [InlineData("/app/libcoreclr.so", "Microsoft.NETCore.App")]
    [InlineData("/app/Microsoft.AspNetCore.Http.dll", "Microsoft.AspNetCore.App")]
    [InlineData("/app/App.dll", null)]
    [InlineData("/app/OrleansPool.Grains.dll", null)]
    [InlineData("/app/YamlDotNet.dll", null)]
    public void InASelfContainedProgram_ItIsWhatItsBuildSays(string file, string? framework) =>
        Assert.Equal(framework, FrameworkLayout.Of("/app/System.Private.CoreLib.dll", "/app/", [Deps(SelfContained)]).FrameworkOf(file));

    [Fact]
    public void WithoutFilesOfItsOwn_NothingIsKnown()
    {
        Assert.Null(FrameworkLayout.Of("", "/app/", [Deps(SelfContained)]).FrameworkOf("/app/System.Runtime.dll"));
        Assert.Null(FrameworkLayout.Of("/app/System.Private.CoreLib.dll", "/app/", [Deps("{ no JSON")]).FrameworkOf("/app/System.Runtime.dll"));
        Assert.Null(FrameworkLayout.Of("/app/System.Private.CoreLib.dll", "/app/", []).FrameworkOf("/app/System.Runtime.dll"));
    }

    [Fact]
    public void ThisProcess_KnowsItsOwn()
    {
        Assert.Equal("Microsoft.NETCore.App", FrameworkLayout.OfThisProcess.FrameworkOf(typeof(object).Assembly.Location));
        Assert.Null(FrameworkLayout.OfThisProcess.FrameworkOf(Assembly.GetExecutingAssembly().Location));
        Assert.False(FrameworkFiles.AreUnknown);
    }

    private string Deps(string text)
    {
        string path = Path.Combine(_folder.FullName, "app.deps.json");
        File.WriteAllText(path, text);
        return path;
    }
}
