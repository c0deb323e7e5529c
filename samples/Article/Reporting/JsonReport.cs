using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansPool.Samples.Article.Reporting;

/// <summary>Saves a report for programs.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(Report))]
internal sealed partial class JsonReport : JsonSerializerContext
{
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Save(Report report, string file) => File.WriteAllText(file, JsonSerializer.Serialize(report, Default.Report) + "\n");
}
