using OrleansPool.Functions;
using OrleansPool.Guests;
using OrleansPool.Payloads;
using OrleansPool.Wire;
using OrleansPool.WorkerProcesses;

namespace OrleansPool.WorkerProgram;

/// <summary>What a silo sends to a worker's process, for a function of the pool's own: so what every run needs is compiled before the first one comes.</summary>
internal static class RunRehearsal
{
    /// <summary>The frames of a worker's first item.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Frames(string silo)
    {
        yield return Frame.Encode(FrameKind.Welcome, new WelcomeMessage
        {
            Silo = silo,
            Slot = 0,
            Generation = 0,
            Rules = WorkerRules.None,
            LeastLogLevel = Microsoft.Extensions.Logging.LogLevel.None,
            Assemblies = [],
            AllowsPrograms = false,
        });
        yield return Frame.Encode(FrameKind.Run, new RunMessage
        {
            Job = 0,
            Start = new JobStart
            {
                Job = 0,
                Id = "rehearsal",
                Function = FunctionCodec.Encode(Rehearsal.Function).Bytes,
                MaxAttempts = 1,
                Priority = 0,
                MaxItemBytes = 1 << 10,
            },
            Code = new(),
            Lease = new LeaseMessage
            {
                Id = 0,
                Job = 0,
                First = 0,
                Items = new ItemBlock { Count = 1, ElementSize = sizeof(int), Data = new byte[sizeof(int)] },
                Attempt = 1,
            },
        });
    }
}
