namespace OrleansPool.Collecting;

/// <summary>Writes what is known of a failed item into its exception, for those who see only that.</summary>
internal static class FailureMark
{
    private const string ItemIndexKey = "OrleansPool.ItemIndex";
    private const string SiloKey = "OrleansPool.Silo";
    private const string AttemptKey = "OrleansPool.Attempt";
    private const string InputPreviewKey = "OrleansPool.InputPreview";
    private const string QueueTimeKey = "OrleansPool.QueueTime";
    private const string RunTimeKey = "OrleansPool.RunTime";

    public static FailedItem Apply(FailedItem item)
    {
        Exception error = item.Error;
        try
        {
            error.Data[ItemIndexKey] = item.Index;
            error.Data[AttemptKey] = item.Attempt;
            error.Data[SiloKey] = item.Silo;
            error.Data[InputPreviewKey] = item.InputPreview;
            error.Data[QueueTimeKey] = item.QueueTime;
            error.Data[RunTimeKey] = item.RunTime;
        }
        catch (Exception refused) when (refused is NotSupportedException or ArgumentException or InvalidOperationException)
        {
            // A type may override Data with a read-only dictionary; all of it is in the failures too.
            return item;
        }

        return item;
    }
}
