namespace OrleansPool.Packages;

/// <summary>
/// Which functions of a pool were told of in the log. A function is another one whenever it captures something else, so there may be thousands in a second: of
/// those only so many are told each, and the others are counted. Thread-safe.
/// </summary>
internal sealed class FunctionTally(string client, TimeProvider time)
{
    /// <summary>How many are told each in a period.</summary>
    public const int Most = 100;

    /// <summary>Beyond this many that are known, each counts as new again.</summary>
    private const int MaxKnown = 10_000;

    private readonly Lock _gate = new();
    private readonly HashSet<string> _known = [];
    private long _began = time.GetTimestamp();
    private int _told;
    private int _untold;

    public static TimeSpan Period { get; } = TimeSpan.FromSeconds(10);

    public string Client => client;

    /// <summary>Counts a function. True: it is to be told.</summary>
    /// <param name="hash">What it is.</param>
    /// <param name="untold">How many were counted and not told before, when that is due; else 0.</param>
    public bool Add(string hash, out int untold)
    {
        lock (_gate)
        {
            untold = 0;
            if (_known.Count >= MaxKnown)
            {
                _known.Clear();
            }

            if (!_known.Add(hash))
            {
                return false;
            }

            if (time.GetElapsedTime(_began) > Period)
            {
                (_began, _told, untold, _untold) = (time.GetTimestamp(), 0, _untold, 0);
            }

            if (_told == Most)
            {
                _untold++;
                return false;
            }

            _told++;
            return true;
        }
    }

    /// <summary>How many were counted and not told.</summary>
    public int TakeUntold()
    {
        lock (_gate)
        {
            int untold = _untold;
            _untold = 0;
            return untold;
        }
    }
}
