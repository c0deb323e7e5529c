using System.Buffers.Binary;
using System.Collections.Concurrent;

namespace OrleansPool.Soak.Items;

/// <summary>An item with a known answer. It waits instead of computing, so that two cores carry many workers.</summary>
/// <param name="Index">The item.</param>
/// <param name="Milliseconds">How long it waits.</param>
/// <param name="Folder">Where its runs are noted: one file for each process. Null: nowhere, which costs nothing.</param>
public sealed record SoakItem(int Index, int Milliseconds, string? Folder)
{
    private static readonly ConcurrentDictionary<string, FileStream> Notes = new();

    /// <summary>The function of the soak.</summary>
    public static SoakAnswer Run(SoakItem item)
    {
        if (item.Folder is { } folder)
        {
            Note(item.Index, folder);
        }

        Thread.Sleep(item.Milliseconds);
        return new SoakAnswer(item.Index, AnswerTo(item.Index), PoolContext.Current.Attempt, PoolContext.Current.Silo);
    }

    /// <summary>What only the function knows.</summary>
    public static long AnswerTo(int index) => ((long)index * index) + 17;

    private static void Note(int index, string folder)
    {
        // Without a buffer of its own: what was written outlives kill -9.
        FileStream notes = Notes.GetOrAdd(folder, static folder =>
            new FileStream(Path.Combine(folder, $"{Environment.ProcessId}.runs"), FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0));
        Span<byte> note = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(note, index);
        lock (notes)
        {
            notes.Write(note);
        }
    }
}
