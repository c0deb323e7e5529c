using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace OrleansPool.SiloTests.Deploy;

/// <summary>A compose file, with the fields that are used; another one is an error.</summary>
internal sealed class ComposeFile
{
    public string Name { get; set; } = string.Empty;

    [YamlMember(Alias = "x-silo", ApplyNamingConventions = false)]
    public ComposeService Template { get; set; } = new();

    public Dictionary<string, ComposeService> Services { get; set; } = [];

    public Dictionary<string, Dictionary<string, string>> Volumes { get; set; } = [];

    public static ComposeFile Read()
    {
        var parser = new MergingParser(new Parser(File.OpenText(Repository.File("deploy/compose.yaml"))));
        return new DeserializerBuilder().WithNamingConvention(YamlDotNet.Serialization.NamingConventions.UnderscoredNamingConvention.Instance)
            .WithDuplicateKeyChecking()
            .Build()
            .Deserialize<ComposeFile>(parser);
    }
}
