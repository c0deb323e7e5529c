using System.Diagnostics.Metrics;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using OrleansPool.Diagnostics;
using OrleansPool.TestSupport;

namespace OrleansPool.UnitTests.Diagnostics;

/// <summary>What the documentation and the dashboard name is what there is.</summary>
public sealed partial class TelemetryDocsTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly List<Instrument> _instruments = [];

    public TelemetryDocsTests()
    {
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, _) =>
        {
            if (instrument.Meter.Scope == _services.GetRequiredService<IMeterFactory>())
            {
                _instruments.Add(instrument);
            }
        };
        listener.Start();
        using var meter = new PoolMeter(_services);
        meter.Observe(() => 1, () => 1, () => 1, () => 1, () => 1);
    }

    [Fact]
    public void Metrics_AreThoseOfTheTable() => Assert.Equal(
        _instruments.Select(instrument => (instrument.Name, KindOf(instrument), instrument.Unit!)).Order(),
        Row().Matches(Text("docs/telemetry.md")).Select(row => (row.Groups["name"].Value, row.Groups["kind"].Value, row.Groups["unit"].Value)).Order());

    [Fact]
    public void Metrics_SayWhatTheyAre() => Assert.All(_instruments, instrument => Assert.EndsWith(".", instrument.Description));

    [Fact]
    public void Spans_AndTheirTags_AreThoseOfTheTable()
    {
        string traces = Text("docs/telemetry.md").Split("## Traces")[1].Split("\n- ")[0];
        string[] constants =
        [
            .. typeof(PoolTracing).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral)
                .Select(field => (string)field.GetValue(null)!).Where(name => name.StartsWith("orleanspool.", StringComparison.Ordinal)),
        ];
        Assert.Equal(constants.Order(), Quoted().Matches(traces).Select(match => match.Groups["name"].Value).Distinct().Order());
    }

    [Fact]
    public void Dashboard_NamesOnlyWhatThereIs_AndAllOfIt()
    {
        string[] used = [.. Prometheus().Matches(Text("deploy/grafana/orleanspool.json")).Select(match => match.Value).Distinct()];
        HashSet<string> known = [.. _instruments.SelectMany(PrometheusNamesOf)];
        Assert.Empty(used.Except(known));
        Assert.All(_instruments, instrument => Assert.Contains(PrometheusNamesOf(instrument), name => used.Contains(name)));
    }

    [Fact]
    public void Autoscaling_GoesByMetricsThatThereAre()
    {
        string[] used = [.. Prometheus().Matches(Text("deploy/README.md")).Select(match => match.Value).Distinct()];
        Assert.Contains("orleanspool_slots_used", used);
        Assert.Empty(used.Except(_instruments.SelectMany(PrometheusNamesOf)));
    }

    public void Dispose() => _services.Dispose();

    private static string KindOf(Instrument instrument) => instrument switch
    {
        Counter<long> => "counter",
        Histogram<double> => "histogram",
        ObservableUpDownCounter<int> => "up-down counter",
        _ => instrument.GetType().Name,
    };

    // As OpenTelemetry's collector and Prometheus' own receiver name what comes by OTLP.
    private static IEnumerable<string> PrometheusNamesOf(Instrument instrument)
    {
        string name = instrument.Name.Replace('.', '_');
        return KindOf(instrument) switch
        {
            "counter" => [$"{name}_total"],
            "histogram" => [$"{name}_seconds_bucket", $"{name}_seconds_sum", $"{name}_seconds_count"],
            _ => [name],
        };
    }

    private static string Text(string path) => File.ReadAllText(Repository.File(path));

    [GeneratedRegex(@"^\| `(?<name>orleanspool[a-z._]+)` \| (?<kind>[a-z-]+(?: counter)?) \| `(?<unit>[^`]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<name>orleanspool[a-z._]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex("orleanspool_[a-z_]+")]
    private static partial Regex Prometheus();
}
