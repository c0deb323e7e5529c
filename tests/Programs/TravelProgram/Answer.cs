namespace OrleansPool.Programs;

/// <summary>A type of the same name in both builds, with other fields.</summary>
internal sealed record Answer(string Text, int Calls)
{
#if NEXT
    public string Note { get; } = "only here";
#endif
}
