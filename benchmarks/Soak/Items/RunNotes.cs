using System.Buffers.Binary;

namespace OrleansPool.Soak.Items;

/// <summary>What the silos have noted of their runs, in a folder of its own.</summary>
internal sealed class RunNotes : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("orleanspool-soak-").FullName;

    /// <summary>How often each item was started.</summary>
    public int[] Count(int items)
    {
        int[] runs = new int[items];
        foreach (int index in All().Where(index => index < items))
        {
            runs[index]++;
        }

        return runs;
    }

    /// <summary>The highest item that was started anywhere; -1 when there is none.</summary>
    public int Highest()
    {
        try
        {
            return All().DefaultIfEmpty(-1).Max();
        }
        catch (DirectoryNotFoundException)
        {
            // The job ended meanwhile.
            return -1;
        }
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private IEnumerable<int> All()
    {
        foreach (string file in Directory.EnumerateFiles(Folder))
        {
            byte[] notes = Read(file);
            for (int at = 0; at + sizeof(int) <= notes.Length; at += sizeof(int))
            {
                yield return BinaryPrimitives.ReadInt32LittleEndian(notes.AsSpan(at));
            }
        }
    }

    // A file that is being written.
    private static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        byte[] notes = new byte[file.Length];
        file.ReadAtLeast(notes, notes.Length, throwOnEndOfStream: false);
        return notes;
    }
}
