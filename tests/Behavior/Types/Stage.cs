namespace OrleansPool.BehaviorTests.Types;

/// <summary>A place on an item's way where user code runs and may throw, or be held.</summary>
public enum Stage
{
    None,
    EncodeArgument,
    DecodeArgument,
    Run,
    EncodeResult,
    DecodeResult,
}
