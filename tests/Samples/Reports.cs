namespace OrleansPool.SampleTests;

/// <summary>Keeps the last report.</summary>
internal sealed class Reports(Action? onReport = null) : IProgress<JobProgress>
{
    public JobProgress? Last { get; private set; }

    public void Report(JobProgress value)
    {
        Last = value;
        onReport?.Invoke();
    }
}
