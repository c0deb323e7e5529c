using Akka.Actor;
using OrleansPool.Benchmarks.Peers.Contents;

namespace OrleansPool.Benchmarks.Peers.Peers.Calls.Actors;

/// <summary>An actor that does to an item what the other peers do.</summary>
internal sealed class CallActor : ReceiveActor
{
    public CallActor()
    {
        Receive<int>(number => Sender.Tell(ItemFunctions.Next(number)));
        Receive<PairMessage>(pair => Sender.Tell(ItemFunctions.Add(pair.First, pair.Second)));
        Receive<Reading>(reading => Sender.Tell(ItemFunctions.After(reading)));
        Receive<string>(text => Sender.Tell(ItemFunctions.Mark(text)));
        Receive<byte[]>(payload => Sender.Tell(ItemFunctions.GiveBack(payload)));
        ReceiveAsync<Pause>(async pause =>
        {
            IActorRef sender = Sender;
            sender.Tell(await ItemFunctions.WaitAsync(pause));
        });
    }
}
