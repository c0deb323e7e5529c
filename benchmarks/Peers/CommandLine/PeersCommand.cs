using System.CommandLine;
using OrleansPool.Benchmarks.Peers.Launching;
using OrleansPool.Benchmarks.Peers.Works;

namespace OrleansPool.Benchmarks.Peers.CommandLine;

/// <summary>The options of the program.</summary>
internal sealed class PeersCommand
{
    private const int MostRounds = 100;
    private const int MostSeconds = 3600;
    private const int Seconds = 120;
    private const int SecondsOfTrial = 60;

    private readonly Option<string[]> _works = Names("--work", "work", "Measures this work only. May be given several times.", WorkList.Full.Select(work => work.Name));
    private readonly Option<string[]> _peers = Names("--peer", "peer", "Compares this peer only. May be given several times.", PeerList.All.Select(peer => peer.Name));

    private readonly Option<int?> _rounds = Whole("--rounds", "N", MostRounds, "How often each figure is measured; its median counts. 3 if not given.");
    private readonly Option<int?> _limit = Whole("--limit", "SECONDS", MostSeconds, $"What takes longer is too slow, and ended. {Seconds} if not given, {SecondsOfTrial} with --quick.");

    private readonly Option<bool> _quick = new("--quick") { Description = "Tries everything once on few items, to see that it runs. The figures mean nothing." };
    private readonly Option<bool> _list = new("--list") { Description = "Lists works and peers, and says which peers are missing." };
    private readonly Option<string?> _json = new("--json") { Description = "Saves the figures as JSON.", HelpName = "FILE" };
    private readonly Option<string?> _charts = new("--charts") { Description = "Draws the figures as PNG files into a folder, which is made if need be, with a README.md that has all of them in tables.", HelpName = "FOLDER" };

    public PeersCommand()
    {
        _json.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && (Directory.Exists(token.Value) || !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(token.Value)))))
            {
                result.AddError($"--json is '{token.Value}', and must be a file in a folder that exists.");
            }
        });
        _charts.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && File.Exists(token.Value))
            {
                result.AddError($"--charts is '{token.Value}', which is a file, and must be a folder.");
            }
        });
        Root = new RootCommand(
            "Compares this pool, embedded and over TCP, with what people would use instead, in one run, and says whether it is as fast as it must be. "
            + "Exit code 1 if a line is short or a peer failed; a peer that is not installed is named as missing.")
        {
            _works, _peers, _rounds, _limit, _quick, _list, _json, _charts,
        };
    }

    public RootCommand Root { get; }

    public PeersOptions Read(ParseResult arguments)
    {
        string[] works = arguments.GetValue(_works) ?? [];
        string[] peers = arguments.GetValue(_peers) ?? [];
        bool isQuick = arguments.GetValue(_quick);
        return new PeersOptions
        {
            Works = [.. (isQuick ? WorkList.Quick : WorkList.Full).Where(work => works.Length == 0 || works.Contains(work.Name))],
            Peers = [.. PeerList.All.Where(peer => peers.Length == 0 || peers.Contains(peer.Name))],
            Rounds = arguments.GetValue(_rounds) ?? 3,
            Limit = TimeSpan.FromSeconds(arguments.GetValue(_limit) ?? (isQuick ? SecondsOfTrial : Seconds)),
            IsQuick = isQuick,
            IsList = arguments.GetValue(_list),
            Json = arguments.GetValue(_json),
            Charts = arguments.GetValue(_charts),
        };
    }

    private static Option<int?> Whole(string option, string unit, int most, string description)
    {
        var made = new Option<int?>(option) { Description = description, HelpName = unit };
        made.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, out int value) && value >= 1 && value <= most))
            {
                result.AddError($"{option} is '{token.Value}', and must be a whole number from 1 to {most}.");
            }
        });
        return made;
    }

    private static Option<string[]> Names(string option, string what, string description, IEnumerable<string> names)
    {
        string[] known = [.. names];
        var made = new Option<string[]>(option) { Description = description, HelpName = "NAME", AllowMultipleArgumentsPerToken = false };
        made.Validators.Add(result =>
        {
            if (result.Tokens.FirstOrDefault(token => !known.Contains(token.Value)) is { } unknown)
            {
                result.AddError($"There is no {what} '{unknown.Value}'; there are {string.Join(", ", known)}.");
            }
        });
        return made;
    }
}
