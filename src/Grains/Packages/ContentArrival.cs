using System.Globalization;
using OrleansPool.Sharing;

namespace OrleansPool.Packages;

/// <summary>Waits for the contents of a package that a client sends.</summary>
/// <param name="store">Where they go.</param>
/// <param name="silo">The silo, for messages.</param>
internal sealed class ContentArrival(ContentStore store, string silo)
{
    /// <summary>How often a content may come and be gone before a function is refused for it.</summary>
    public const int MostTimes = 3;

    /// <summary>Waits for one of them.</summary>
    /// <param name="sender">Who sends it.</param>
    /// <param name="ticket">What it belongs to.</param>
    /// <param name="place">Which of the shared values it is: the manifest is the first.</param>
    /// <param name="hash">Its name.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="CodeRefusedException">It does not stay.</exception>
    public void Await(CodeSender sender, CodeTicket ticket, int place, string hash, CancellationToken cancellationToken)
    {
        var share = new SharedId(sender.Pool, ticket.FirstShare + place);
        for (int times = 1; !store.Has(hash); times++)
        {
            CodeRefusedException? notKept = null;
            try
            {
                sender.FindShared(share, cancellationToken);
            }
            catch (CodeRefusedException refused) when (KeepFailure.MayPass(refused))
            {
                // It may be of an earlier job, long ago.
                notKept = refused;
            }

            if (store.Has(hash))
            {
                return;
            }

            if (times > MostTimes)
            {
                throw notKept ?? new CodeRefusedException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Silo {silo} could not keep package {ContentHash.Short(ticket.Package!)}: what was sent {MostTimes} times in the place of {ContentHash.Short(hash)} is something else, or was removed each time. See who removes files from the folder for code there (--code-folder)."));
            }

            // It was here when the pool offered it, and the file was changed since, or removed by another silo that has the same folder.
            sender.AskAgain(share);
        }
    }
}
