using System.Text.RegularExpressions;
using OrleansPool.Processes;

namespace OrleansPool.SiloTests.Deploy;

/// <summary>A silo that is started by a command line of the deploy files, at an address of its own.</summary>
internal sealed class DeployedSilo(string name, string address, IEnumerable<string> command, IReadOnlyDictionary<string, string?> environment) : IAsyncDisposable
{
    public string Address => address;

    public string Gateway => $"{address}:30000";

    public ChildProcess Process { get; } = ChildProcess.Start(name, command.First(), command.Skip(1), environment.ToDictionary(pair => pair.Key, pair => pair.Value!));

    public Uri Probe(string path) => new($"http://{address}:8080{path}");

    /// <summary>Whether a silo's name, as outcomes see it, is this one's.</summary>
    public bool Is(string silo) => Regex.IsMatch(silo, $@"\b{Regex.Escape(address)}:");

    public ValueTask DisposeAsync() => Process.DisposeAsync();
}
