using System.CommandLine;
using System.CommandLine.Parsing;
using OrleansPool.Processes;

namespace OrleansPool.Soak.CommandLine;

/// <summary>The options of the program.</summary>
internal sealed class SoakCommand
{
    private const string Fast = "fast";
    private const string Hang = "hang";
    private const string Stop = "stop";

    private readonly Option<StoreKind> _store = new("--store")
    {
        Description = "Where the silos meet: localhost, garnet (comes with the repository), redis or postgresql (which must be installed). A localhost cluster cannot lose its first silo.",
        DefaultValueFactory = _ => StoreKind.Garnet,
    };

    private readonly Option<int> _silos = Number("--silos", "Silos.", 3);
    private readonly Option<int> _workers = Number("--workers", "Workers of each silo.", 2);
    private readonly Option<int> _items = Number("--items", "Items of the job. When they are done before all kills were, the job is run again.", 200_000);
    private readonly Option<int> _itemMs = Number("--item-ms", "How long an item waits, in milliseconds.", 1);
    private readonly Option<double?> _killEvery = Seconds("--kill-every", "Seconds between two kills. Without it 5.");
    private readonly Option<int> _kills = Number("--kills", "How many silos are killed with -9, one after another, the coordinator's every third time.", 20);
    private readonly Option<double?> _recovery = Seconds("--recovery", "Seconds that the recovery from a kill or a cut may take. Without it 20, and 5 with the membership fast; with --partition 12 more, and 6 more.");
    private readonly Option<string> _membership = new("--membership") { Description = "The silos' own option: standard or fast.", DefaultValueFactory = _ => "standard" };
    private readonly Option<string?> _restart = new("--restart") { Description = "rolling: stops each silo by SIGTERM in turn and starts it again, under load." };
    private readonly Option<int[]> _scale = new("--scale") { Description = "Measures the throughput with so many silos of 12 workers, for example 1,2,4,8.", CustomParser = ParseNumbers };
    private readonly Option<double?> _storeAway = Seconds("--store-away", "Seconds for which the store is away, under load.");
    private readonly Option<string> _storeAwayBy = new("--store-away-by") { Description = "hang: it answers nobody. stop: it is stopped, and started again with its data.", DefaultValueFactory = _ => Hang };
    private readonly Option<double?> _partition = Seconds("--partition", "Seconds for which hosts are cut off in turn, under load. Each silo is in a network namespace of its own, which needs root.");

    public SoakCommand()
    {
        _restart.AcceptOnlyFromAmong("rolling");
        _membership.AcceptOnlyFromAmong("standard", Fast);
        _storeAwayBy.AcceptOnlyFromAmong(Hang, Stop);
        Root = new RootCommand("Kills silos under load and counts what was lost, delivered twice or wrong. Ends with one line of figures; exit code 1 if they are not all 0, or if a recovery was too slow.")
        {
            _store, _silos, _workers, _items, _itemMs, _killEvery, _kills, _recovery, _membership, _restart, _scale, _storeAway, _storeAwayBy, _partition,
        };
        Root.Validators.Add(result =>
        {
            if (result.GetValue(_store) == StoreKind.Localhost && result.GetValue(_silos) < 2 && result.GetValue(_scale) is null)
            {
                result.AddError("--store localhost cannot lose its first silo: give it --silos 2 or more, or choose another store.");
            }
        });
    }

    public RootCommand Root { get; }

    public SoakOptions Read(ParseResult arguments) => new()
    {
        Store = arguments.GetValue(_store),
        Silos = arguments.GetValue(_silos),
        Workers = arguments.GetValue(_workers),
        Items = arguments.GetValue(_items),
        ItemMilliseconds = arguments.GetValue(_itemMs),
        Membership = arguments.GetValue(_membership)!,
        KillEvery = TimeSpan.FromSeconds(arguments.GetValue(_killEvery) ?? 5),
        Kills = arguments.GetValue(_kills),
        Recovery = TimeSpan.FromSeconds(arguments.GetValue(_recovery) ?? UsualRecovery(arguments.GetValue(_membership) == Fast, arguments.GetValue(_partition) is not null)),
        IsRolling = arguments.GetValue(_restart) is not null,
        Scale = arguments.GetValue(_scale) ?? [],
        StoreAway = arguments.GetValue(_storeAway) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        StoreStops = arguments.GetValue(_storeAwayBy) == Stop,
        Partition = arguments.GetValue(_partition) is { } cut ? TimeSpan.FromSeconds(cut) : null,
    };

    /// <summary>What docs/operations.md promises. A host that is cut off leaves its connections open, and is noticed later than a process that is killed.</summary>
    private static double UsualRecovery(bool isFast, bool isCut) => isFast ? 5 + (isCut ? 6 : 0) : 20 + (isCut ? 12 : 0);

    private static Option<int> Number(string name, string description, int usual)
    {
        var option = new Option<int>(name) { Description = description, DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
            {
                result.AddError($"{name} is {result.GetValueOrDefault<int>()}; it must be at least 1.");
            }
        });
        return option;
    }

    private static Option<double?> Seconds(string name, string description)
    {
        var option = new Option<double?>(name) { Description = description };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double?>() is not (null or (> 0 and < 86_400)))
            {
                result.AddError($"{name} is {result.GetValueOrDefault<double?>()}; it must be more than 0 and less than 86400 seconds.");
            }
        });
        return option;
    }

    private static int[]? ParseNumbers(ArgumentResult result)
    {
        string text = string.Join(',', result.Tokens.Select(token => token.Value));
        int[] numbers = [.. text.Split(',').Select(part => int.TryParse(part, out int number) ? number : 0)];
        if (numbers.All(number => number >= 1))
        {
            return numbers;
        }

        result.AddError($"'{text}' is not a list of numbers such as 1,2,4,8.");
        return null;
    }
}
