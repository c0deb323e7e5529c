namespace OrleansPool.UnitTests.Payloads;

/// <summary>What a hostile silo might name, in results of functions that know nothing of it.</summary>
internal static class ResultTypes
{
    internal sealed class Plain
    {
        public int Number { get; set; }
    }

    [GenerateSerializer]
    internal sealed class Marked
    {
        [Id(0)]
        public int Number { get; set; }
    }

    internal sealed class Holder
    {
        public Func<int>? Function { get; set; }

        public object? Value { get; set; }
    }

    /// <summary>Tells whether its code ran.</summary>
    internal sealed class Armed
    {
        public int Number { get; set; } = 1;

        static Armed() => Trap.Sprung = true;
    }

    internal static class Trap
    {
        public static bool Sprung { get; set; }
    }

    internal sealed class OtherException : Exception
    {
        public object? Value { get; set; }
    }
}
