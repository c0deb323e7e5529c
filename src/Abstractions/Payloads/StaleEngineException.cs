namespace OrleansPool.Payloads;

/// <summary>A type was met whose assembly brings serializers that the engine does not have yet. Never leaves this folder.</summary>
internal sealed class StaleEngineException(Type type)
    : Exception($"The serializers of {type.Assembly.GetName().Name} are not known yet. This is a defect of OrleansPool: please report it.");
