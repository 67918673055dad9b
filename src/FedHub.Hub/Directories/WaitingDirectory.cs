using FedHub.Protocol;

namespace FedHub.Hub;

/// <summary>A directory that is logged and takes effect when it is witnessed.</summary>
/// <param name="Directory">The directory.</param>
/// <param name="Effect">Ends when it is in force.</param>
internal sealed record WaitingDirectory(FederationDirectory Directory, Task Effect);
