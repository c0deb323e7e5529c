namespace OrleansPool.Workers;

/// <summary>
/// Where the run of a lease is and where it stops, for the worker's process that runs it and for the silo that watches it and takes from it: one word
/// that both change by compare and swap. It outlives the process, so the silo knows what was running when that died.
/// </summary>
/// <param name="page">What both sides map.</param>
/// <param name="offset">What the first item of the page counts as on this side.</param>
internal sealed class RunPage(PageFile page, int offset)
{
    // The words of the page: item and end, how far the run has come, the timed item and what became of it, and when that started.
    private const int Position = 0;
    private const int Stage = 1;
    private const int Timed = 2;
    private const int TimedSince = 3;

    private const long Nobody = 0;
    private const long Sent = 0;
    private const long Arrived = 1;
    private const long Begun = 2;

    // The two lowest bits of the timed item's word.
    private const long Running = 1;
    private const long Ended = 2;
    private const long WrittenOff = 3;

    /// <summary>The item that the run is at.</summary>
    public int Current => CurrentOf(page.Read(Position)) + offset;

    /// <summary>Where it stops.</summary>
    public int End
    {
        get => EndOf(page.Read(Position)) + offset;
        set
        {
            long seen;
            do
            {
                seen = page.Read(Position);
            }
            while (!page.TryReplace(Position, Pack(CurrentOf(seen), value - offset), seen));
        }
    }

    /// <summary>Whether the process has seen it.</summary>
    public bool HasArrived => page.Read(Stage) >= Arrived;

    /// <summary>Whether items run: the function is there.</summary>
    public bool HasBegun => page.Read(Stage) >= Begun;

    /// <summary>The silo is about to send a run of so many items.</summary>
    public void Reset(int count)
    {
        page.Write(Timed, Nobody);
        page.Write(Stage, Sent);
        page.Write(Position, Pack(0, count));
    }

    /// <summary>The process reads the function.</summary>
    public void Arrive() => page.Write(Stage, Arrived);

    /// <summary>The process runs items.</summary>
    public void Begin() => page.Write(Stage, Begun);

    /// <summary>The runner moves to an item. False: that is where it stops.</summary>
    public bool TryMoveTo(int item)
    {
        while (true)
        {
            long seen = page.Read(Position);
            if (page.TryReplace(Position, Pack(item - offset, EndOf(seen)), seen))
            {
                return item - offset < EndOf(seen);
            }
        }
    }

    /// <summary>Moves the end back to an item. False: the runner has begun that.</summary>
    public bool TryCut(int end)
    {
        while (true)
        {
            long seen = page.Read(Position);
            if (CurrentOf(seen) >= end - offset || EndOf(seen) < end - offset)
            {
                return false;
            }

            if (page.TryReplace(Position, Pack(CurrentOf(seen), end - offset), seen))
            {
                return true;
            }
        }
    }

    /// <summary>The time of an item starts. <paramref name="now"/> is of a clock that both sides have.</summary>
    public void StartTimed(int item, long now)
    {
        page.Write(TimedSince, now);
        page.Write(Timed, TimedWord(item, Running));
    }

    /// <summary>The runner has an outcome of its item. False: the silo has written it off.</summary>
    public bool TryEndTimed(int item) =>
        page.TryReplace(Timed, TimedWord(item, Ended), TimedWord(item, Running));

    /// <summary>The silo ends an item whose time is up. False: it has ended.</summary>
    public bool TryWriteOffTimed(int item) =>
        page.TryReplace(Timed, TimedWord(item, WrittenOff), TimedWord(item, Running));

    /// <summary>The timed item that is running, and since when; or null.</summary>
    public (int Item, long Since)? RunningTimed()
    {
        long seen = page.Read(Timed);
        long since = page.Read(TimedSince);

        // Should another item start meanwhile, its time is not taken for that of this one.
        return (seen & WrittenOff) == Running && page.Read(Timed) == seen ? ((int)(seen >> 2) + offset, since) : null;
    }

    private long TimedWord(int item, long state) => ((long)(item - offset) << 2) | state;

    private static int CurrentOf(long word) => (int)(word >> 32);

    private static int EndOf(long word) => (int)word;

    private static long Pack(int current, int end) => ((long)current << 32) | (uint)end;
}
