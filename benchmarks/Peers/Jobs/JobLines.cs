using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansPool.Benchmarks.Peers.Jobs;

/// <summary>Jobs and answers as lines, as the peers in Python read and write them too.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Job))]
[JsonSerializable(typeof(Answer))]
internal sealed partial class JobLines : JsonSerializerContext
{
    public static string Write(Job job) => JsonSerializer.Serialize(job, Default.Job);

    public static string Write(Answer answer) => JsonSerializer.Serialize(answer, Default.Answer);

    public static Job ReadJob(string line) => JsonSerializer.Deserialize(line, Default.Job) ?? throw new JsonException("The job is null.");

    public static Answer ReadAnswer(string line) => JsonSerializer.Deserialize(line, Default.Answer) ?? throw new JsonException("The answer is null.");
}
