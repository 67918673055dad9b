namespace FedHub.Node.Gateway;

/// <summary>Accompanies a collection of a search from the last slot's answer to its outcome.</summary>
internal interface ICollectionWatcher
{
    /// <summary>Tells how things stand while they are not settled.</summary>
    Task TellAsync(CollectionStanding standing);

    /// <summary>Waits until the officer has chosen whether the owner is to be asked about what was found.</summary>
    /// <returns>False when not, or when nobody chose in time.</returns>
    Task<bool> ConfirmAsync(CollectionStanding found);
}
