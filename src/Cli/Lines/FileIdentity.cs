using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace OrleansPool.Cli.Lines;

/// <summary>Which file something is, whatever its name: by its device and number on Linux, elsewhere by its path without links.</summary>
internal sealed partial record FileIdentity(string Text)
{
    private const int CurrentFolder = -100;
    private const int EmptyPath = 0x1000;
    private const uint TypeAndNumber = 0x0001 | 0x0100;
    private const int StatusSize = 256;
    private const int ModeAt = 28;
    private const int NumberAt = 32;
    private const int DeviceAt = 136;
    private const int DeviceSize = 8;
    private const int FileType = 0xF000;
    private const int RegularFile = 0x8000;

    /// <summary>The file of an input; null for what is none, such as a pipe.</summary>
    public static FileIdentity? Of(Stream input) => input is not FileStream file ? null
        : OperatingSystem.IsLinux() ? OfHandle(file.SafeFileHandle)
        : File.Exists(file.Name) ? OfPath(file.Name) : null;

    /// <summary>The file of a path; null when there is none, or none whose content could be lost.</summary>
    public static FileIdentity? Of(string path) => !File.Exists(path) ? null : OperatingSystem.IsLinux() ? Ask(CurrentFolder, path, 0) : OfPath(path);

    private static FileIdentity OfPath(string path) => new(Path.GetFullPath(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path));

    private static FileIdentity? OfHandle(SafeFileHandle handle)
    {
        bool isHeld = false;
        try
        {
            handle.DangerousAddRef(ref isHeld);
            return Ask((int)handle.DangerousGetHandle(), "", EmptyPath);
        }
        finally
        {
            if (isHeld)
            {
                handle.DangerousRelease();
            }
        }
    }

    private static FileIdentity? Ask(int folder, string path, int flags)
    {
        Span<byte> status = stackalloc byte[StatusSize];
        try
        {
            return Status(folder, path, flags, TypeAndNumber, ref MemoryMarshal.GetReference(status)) == 0 && (BitConverter.ToUInt16(status[ModeAt..]) & FileType) == RegularFile
                ? new($"{Convert.ToHexString(status.Slice(DeviceAt, DeviceSize))}:{Convert.ToHexString(status.Slice(NumberAt, sizeof(ulong)))}")
                : null;
        }
        catch (EntryPointNotFoundException)
        {
            // An old system: what links there are is not known then.
            return path.Length == 0 ? null : OfPath(path);
        }
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Status(int folder, string path, int flags, uint mask, ref byte status);
}
