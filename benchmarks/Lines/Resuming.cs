namespace OrleansPool.Benchmarks.Lines;

/// <summary>A run that is killed again and again, and continued each time, against one that was not.</summary>
internal static class Resuming
{
    /// <returns>Whether both gave the same.</returns>
    public static bool Check(string folder, long lines, int kills)
    {
        string input = Numbers.Write(folder, lines);
        string whole = Path.Combine(folder, "whole");
        bool isDone = ToolRun.Do(input, whole, []).IsDone;
        long bytes = new FileInfo(whole).Length;
        bool isSame = isDone;
        foreach (string[] options in (string[][])[[], ["--unordered"]])
        {
            string output = Path.Combine(folder, "interrupted");
            int killed = 0;
            for (int kill = 1; kill <= kills; kill++)
            {
                killed += ToolRun.Do(input, output, [.. options, "--resume"], bytes * kill / (kills + 1)).IsDone ? 0 : 1;
            }

            isDone = ToolRun.Do(input, output, [.. options, "--resume"]).IsDone;
            bool isEqual = isDone && (options.Length == 0 ? AreEqual(whole, output) : HaveEqualLines(whole, output));
            Console.WriteLine($"{(options.Length == 0 ? "ordered" : "unordered")}, killed {killed} times and continued: {(isEqual ? "the same" : "NOT THE SAME")}");
            isSame &= isEqual;
            File.Delete(output);
            File.Delete($"{output}.resume");
        }

        return isSame;
    }

    private static bool AreEqual(string one, string other)
    {
        using FileStream first = File.OpenRead(one);
        using FileStream second = File.OpenRead(other);
        byte[] left = new byte[1 << 16];
        byte[] right = new byte[1 << 16];
        while (true)
        {
            int read = first.ReadAtLeast(left, left.Length, throwOnEndOfStream: false);
            if (second.ReadAtLeast(right, right.Length, throwOnEndOfStream: false) != read || !left.AsSpan(0, read).SequenceEqual(right.AsSpan(0, read)))
            {
                return false;
            }

            if (read == 0)
            {
                return true;
            }
        }
    }

    private static bool HaveEqualLines(string one, string other) =>
        File.ReadLines(one).Order(StringComparer.Ordinal).SequenceEqual(File.ReadLines(other).Order(StringComparer.Ordinal));
}
