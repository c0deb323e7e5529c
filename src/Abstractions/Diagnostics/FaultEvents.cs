namespace OrleansPool.Diagnostics;

/// <summary>Numbers of the log entries that say what failed, or what leaves, for whoever is to be alarmed by them. They stay what they are.</summary>
internal static class FaultEvents
{
    public const int SiloLost = 7201;
    public const int CoordinatorLost = 7202;
    public const int ClientLost = 7203;
    public const int ClusterLost = 7204;
    public const int StopFailed = 7205;
    public const int MessageRepeated = 7206;
    public const int GoneBeyondStore = 7207;
    public const int SiloDrains = 7210;
    public const int CoordinatorHandsOver = 7211;
    public const int SiloDrained = 7212;
    public const int LeftWithRunningItems = 7213;
    public const int FunctionWrittenOff = 7220;
    public const int ItemWrittenOff = 7221;
    public const int FunctionKilled = 7222;
    public const int ItemKilled = 7223;
}
