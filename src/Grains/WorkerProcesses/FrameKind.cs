namespace OrleansPool.WorkerProcesses;

/// <summary>What a frame between a silo and a worker's process is.</summary>
internal enum FrameKind : byte
{
    /// <summary>Silo: a <see cref="WelcomeMessage"/>, the first of all but <see cref="Rehearse"/>.</summary>
    Welcome,

    /// <summary>Process: it has done as the welcome or the rehearsal says, and is ready.</summary>
    Ready,

    /// <summary>Silo: a <see cref="HookMessage"/>, run the initializer.</summary>
    Initialize,

    /// <summary>Silo: a <see cref="HookMessage"/>, run the finalizer.</summary>
    Finalize,

    /// <summary>Silo: the time of the initializer or finalizer is up.</summary>
    CancelHook,

    /// <summary>Process: a <see cref="HookReply"/>, the initializer or finalizer has ended.</summary>
    HookEnded,

    /// <summary>Silo: a <see cref="RunMessage"/>.</summary>
    Run,

    /// <summary>Process: a <see cref="Wire.Segment"/> of the run.</summary>
    Outcomes,

    /// <summary>Process: a <see cref="RunReply"/>, the run has ended.</summary>
    RunEnded,

    /// <summary>Silo: the number of a job that has ended.</summary>
    EndJob,

    /// <summary>Process: a <see cref="Wire.LogEntry"/>.</summary>
    Log,

    /// <summary>Silo: a <see cref="RehearseMessage"/>, to a process that is no worker yet.</summary>
    Rehearse,

    /// <summary>Process: the function of the run or hook, which is of another process than the silo's, was decoded and begins.</summary>
    Opened,

    /// <summary>Process: a text, why an item of the run is refused: it holds a function that may not run there.</summary>
    ItemRefused,
}
