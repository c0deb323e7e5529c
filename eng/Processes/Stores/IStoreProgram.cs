namespace OrleansPool.Processes;

/// <summary>A kind of store: how its program is started, and how silos and clients are told of it.</summary>
internal interface IStoreProgram
{
    /// <summary>Starts it and waits until it takes connections. What is in the folder is in the store then.</summary>
    Task<ChildProcess> StartAsync(StoreEndpoint endpoint, DirectoryInfo folder);

    /// <summary>The options that silos are given.</summary>
    string[] SiloArguments(StoreEndpoint endpoint);

    /// <summary>Has a client find the silos in it.</summary>
    void Tell(IClientBuilder client, StoreEndpoint endpoint);
}
