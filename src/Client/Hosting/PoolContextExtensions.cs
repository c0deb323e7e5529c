using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using OrleansPool.Payloads;

namespace OrleansPool;

/// <summary>What this package adds to <see cref="PoolContext"/>.</summary>
public static class PoolContextExtensions
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(2);
    private static readonly ConditionalWeakTable<IServiceProvider, Lazy<Pool>> Pools = [];

    extension(PoolContext context)
    {
        /// <summary>Gets a pool over the same cluster, for functions that split their item further.</summary>
        /// <remarks>It has the default options, whatever those of the outer pool are. It belongs to the silo and is there for all functions: disposing it does nothing, and closing or terminating it is refused with <see cref="InvalidOperationException"/>. Waiting for its results, blocking or not, gives the slot to other items meanwhile, so nested maps end however few workers there are.</remarks>
        public Pool Pool => Pools.GetValue(context.SiloServices, static services => new Lazy<Pool>(() => Create(services))).Value;
    }

    private static Pool Create(IServiceProvider services)
    {
        if (HomeAssemblies.IsPackage)
        {
            throw new InvalidOperationException(
                "PoolContext.Pool is not there for code that travels: a function of a code package cannot start jobs of its own yet. "
                + "Deploy the function's assembly with the silo, or return what is to be done and start that job from the client.");
        }

        Pool pool = Pool.From(services.GetRequiredService<IClusterClient>());

        // The silo is the one that this pool lives with: nobody else disposes it. Functions that the silo still waits for while it drains keep it.
        pool.BelongToSilo();
        services.GetService<ISiloWork>()?.LetGo.Register(() => pool.LetGoAsync().Wait(StopPatience));
        return pool;
    }
}
