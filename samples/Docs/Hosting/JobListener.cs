using Orleans.Streams;
using Orleans.Streams.Core;

namespace OrleansPool.Samples.Docs.Hosting;

#region watching-grain
[ImplicitStreamSubscription(JobStream.Namespace)]
public sealed class JobListener : Grain, IGrainWithStringKey, IStreamSubscriptionObserver      // its key is JobStream.Key
{
    public Task OnSubscribed(IStreamSubscriptionHandleFactory subscription) =>
        subscription.Create<JobEvent>().ResumeAsync((next, _) => Console.Out.WriteLineAsync($"{next.Job.Id}: {next.Job.State}"));
}
#endregion
