using System.Text.Json;
using System.Text.RegularExpressions;

namespace OrleansPool.SiloTests.Deploy;

/// <summary>The instructions of the Dockerfile, with continued lines joined.</summary>
internal static partial class DockerImage
{
    public static IReadOnlyList<(string Name, string Value)> Instructions { get; } = [.. Read()];

    /// <summary>Those of the last stage: the image that is shipped.</summary>
    public static IReadOnlyList<(string Name, string Value)> Shipped { get; } =
        [.. Instructions.Skip(Instructions.Index().Last(line => line.Item.Name == "FROM").Index)];

    /// <summary>What it takes of the repository.</summary>
    public static IReadOnlyList<string> Copied { get; } =
        [.. Instructions.Where(line => line.Name == "COPY" && !line.Value.StartsWith("--from", StringComparison.Ordinal)).SelectMany(line => line.Value.Split(' ')[..^1])];

    public static IReadOnlyDictionary<string, string?> Environment { get; } = Shipped
        .Where(line => line.Name == "ENV")
        .SelectMany(line => line.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .Select(pair => pair.Split('=', 2))
        .ToDictionary(pair => pair[0], string? (pair) => pair[1]);

    public static string[] EntryPoint => JsonSerializer.Deserialize<string[]>(Shipped.Single(line => line.Name == "ENTRYPOINT").Value)!;

    private static IEnumerable<(string Name, string Value)> Read()
    {
        string text = ContinuedLine().Replace(File.ReadAllText(Repository.File("deploy/Dockerfile")), " ");
        foreach (string line in text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#'))
        {
            Match match = Instruction().Match(line);
            Assert.True(match.Success, $"'{line}' is no instruction of a Dockerfile.");
            yield return (match.Groups[1].Value, match.Groups[2].Value);
        }
    }

    [GeneratedRegex(@"\\\n\s*")]
    private static partial Regex ContinuedLine();

    [GeneratedRegex("^(ARG|FROM|WORKDIR|COPY|RUN|ENV|EXPOSE|USER|ENTRYPOINT|CMD) (.+)$")]
    private static partial Regex Instruction();
}
