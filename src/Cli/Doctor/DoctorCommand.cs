using System.CommandLine;
using OrleansPool.Cli.Clusters;
using OrleansPool.Cli.Running;
using OrleansPool.Silo.Settings;
using OrleansPool.Transport;
using Spectre.Console;

namespace OrleansPool.Cli.Doctor;

/// <summary><c>orleanspool doctor</c>: looks at all that has to be right, and says what to do.</summary>
internal sealed class DoctorCommand : Command, IHasExample
{
    private readonly Option<string?> _config = new("--config") { Description = "The file with a silo's settings, as for silo --config. Those of the environment count too.", HelpName = "FILE" };
    private readonly Option<bool> _json = new("--json") { Description = "Write JSON, an object for each thing that was looked at." };
    private readonly ConnectOptions _connect = new(needsCluster: true);

    public DoctorCommand()
        : base(
            "doctor",
            "Looks at versions, a silo's settings, its ports, the clustering store, clocks, certificates and the cluster, and says what to do. Exit code 119 when something is wrong.")
    {
        Options.Add(_config);
        Options.Add(_json);
        _connect.AddTo(this);
        SetAction((parsed, _) => ToolRun.RunAsync(parsed.GetValue(_json), ToolExit.WrongUsage, (errors, stop) => RunAsync(parsed, errors, stop.Token)));
    }

    /// <inheritdoc/>
    public string Example => "orleanspool doctor";

    private async Task<int> RunAsync(ParseResult parsed, ErrorOutput errors, CancellationToken stop)
    {
        ConnectSettings connect = _connect.Read(parsed);
        List<Finding> findings = [.. VersionCheck.Look()];
        SiloSettings? settings = SettingsCheck.Look(parsed.GetValue(_config), findings);
        IReadOnlyList<SiloView>? silos = await ClusterCheck.LookAsync(connect, _connect.IsGiven(parsed), findings, stop);
        if (settings is not null)
        {
            findings.AddRange(await PortCheck.LookAsync(settings, silos, stop));
            findings.AddRange(await StoreCheck.LookAsync(settings, stop));
        }

        findings.AddRange(Certificates(settings, connect));
        Write(findings, new TableOutput(errors));
        return findings.Any(finding => finding.State == FindingState.Wrong) ? ToolExit.Ailing : ToolExit.Done;
    }

    private static IEnumerable<Finding> Certificates(SiloSettings? settings, ConnectSettings connect)
    {
        List<Finding> found = [];
        if (settings?.Tls is { } tls)
        {
            var options = new PoolTlsOptions { CertificateFile = tls.Certificate, KeyFile = tls.Key, AuthorityFile = tls.Authority, SiloName = tls.SiloName, ClientNames = [.. tls.Clients] };
            found.AddRange(CertificateCheck.Look(options, TlsRole.Silo));
        }

        if (connect.Tls is { } client)
        {
            found.AddRange(CertificateCheck.Look(client, TlsRole.Client));
        }

        return found.Count > 0 ? found : [new("certificates", FindingState.Skipped, "There are none: whoever reaches the ports is served. See docs/security.md before they are more than loopback.")];
    }

    private static void Write(IReadOnlyList<Finding> findings, TableOutput output)
    {
        if (output.IsJson)
        {
            foreach (Finding finding in findings)
            {
                output.WriteJson(finding);
            }

            return;
        }

        Table table = new Table().Border(TableBorder.None).HideHeaders().AddColumn(new TableColumn("").NoWrap()).AddColumn(new TableColumn("").NoWrap()).AddColumn("");
        foreach (Finding finding in findings)
        {
            table.AddRow(new Markup(Mark(finding.State)), new Text(finding.Check), new Text(OneLine.Of(finding.Text)));
        }

        output.Write(table);
        int wrong = findings.Count(finding => finding.State == FindingState.Wrong);
        int warnings = findings.Count(finding => finding.State == FindingState.Warning);
        output.WriteLine(wrong + warnings == 0 ? "All is well." : $"{wrong} wrong, {warnings} to watch.");
    }

    private static string Mark(FindingState state) => state switch
    {
        FindingState.Ok => "[green]ok[/]",
        FindingState.Skipped => "[grey]-[/]",
        FindingState.Warning => "[yellow]watch[/]",
        _ => "[red]WRONG[/]",
    };
}
