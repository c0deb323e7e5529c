using System.Globalization;

namespace OrleansPool.Packages;

/// <summary>What a silo says when it could not keep what it was sent.</summary>
internal static class KeepFailure
{
    private const int NoSpaceOnUnix = 28;
    private const int NoSpaceOnWindows = unchecked((int)0x80070070);

    /// <param name="silo">The silo.</param>
    /// <param name="package">The package that it is of.</param>
    /// <param name="reason">What went wrong.</param>
    /// <param name="folder">Where it should have been kept.</param>
    public static CodeRefusedException Of(string silo, string package, Exception reason, string folder) => new(
        IsDiskFull(reason)
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"Silo {silo} could not keep package {ContentHash.Short(package)} (disk full: {FreeBytes(folder) >> 20} MiB free in {folder}). Free space, or name another folder (--code-folder).")
            : $"Silo {silo} could not keep package {ContentHash.Short(package)}: {reason.Message}",
        reason);

    /// <summary>Whether the same may be kept another time: space was freed, or others let go of what they use.</summary>
    public static bool MayPass(CodeRefusedException refused) => refused.InnerException is IOException or UnauthorizedAccessException;

    private static bool IsDiskFull(Exception reason) => reason.HResult == (OperatingSystem.IsWindows() ? NoSpaceOnWindows : NoSpaceOnUnix);

    private static long FreeBytes(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // The message says that there is none; how much, nobody knows.
            return 0;
        }
    }
}
