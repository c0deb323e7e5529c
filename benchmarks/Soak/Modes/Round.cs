using OrleansPool.Soak.Measuring;

namespace OrleansPool.Soak.Modes;

/// <summary>The present run of a job that is run again and again.</summary>
internal sealed class Round(int items)
{
    private volatile Deliveries _deliveries = new(items);

    public Deliveries Deliveries => _deliveries;

    public void Begin() => _deliveries = new Deliveries(items);
}
