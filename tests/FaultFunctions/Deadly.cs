using System.Runtime.InteropServices;

namespace OrleansPool.FaultFunctions;

/// <summary>Data that does something fatal in a worker, at one moment of its way; harmless in the client, where its codec runs as well.</summary>
/// <param name="Index">The item.</param>
/// <param name="Fatality">What it does.</param>
/// <param name="Moment">When.</param>
/// <param name="IsResult">Whether it is on its way back.</param>
public sealed partial record Deadly(int Index, Fatality Fatality, Moment Moment, bool IsResult = false)
{
    /// <summary>What a process ends with that such an item ends: by <see cref="Fatality.Exit"/>.</summary>
    public const int ExitCode = 77;

    /// <summary>The function under test.</summary>
    public static Deadly Return(Deadly item)
    {
        item.Arrive(Moment.Run);
        return item with { IsResult = true };
    }

    internal void Arrive(Moment moment)
    {
        if (!PoolContext.IsAvailable || moment != Moment)
        {
            return;
        }

        switch (Fatality)
        {
            case Fatality.Error:
                throw new InvalidOperationException($"{moment} of item {Index}");
            case Fatality.Exit:
                Environment.Exit(ExitCode);
                break;
            case Fatality.FailFast:
                Environment.FailFast($"{moment} of item {Index}");
                break;
            case Fatality.StackOverflow:
                Descend(0);
                break;
            case Fatality.EndlessLoop:
                Spin();
                break;
            case Fatality.OutOfMemory:
                Hoard();
                break;
            case Fatality.NativeCrash:
                Overwrite(1, 0, 1);
                break;
            default:
                break;
        }
    }

    [LibraryImport("libc", EntryPoint = "memset")]
    private static partial nint Overwrite(nint where, int value, nint bytes);

    private static long Descend(long depth) => depth < 0 ? 0 : Descend(depth + 1) + depth;

    private static void Spin()
    {
        // Nothing in here that could be interrupted.
        for (uint turns = 0; ;)
        {
            turns++;
        }
    }

    private static void Hoard()
    {
        List<byte[]> all = [];
        while (true)
        {
            all.Add(new byte[1 << 20]);
        }
    }
}
