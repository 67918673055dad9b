using FedHub.Node.Storage;
using FedHub.Protocol;

namespace FedHub.Node.Policy;

/// <summary>The files in <c>policy/</c> of the data directory: a draft from the first start on, which nobody should take for what is in force.</summary>
internal static class PolicyDraft
{
    /// <summary>Whether the draft is something else than what is in force; false where there is none.</summary>
    /// <exception cref="FedHubException">The draft cannot be read; the message names file, line and column.</exception>
    internal static bool Differs(NodeDirectoryLayout layout, PolicySet inForce) =>
        Directory.Exists(layout.PolicyDirectory)
        && Directory.EnumerateFiles(layout.PolicyDirectory, "*.yaml").Any()
        && PolicyFolder.Read(layout.PolicyDirectory).Digest != inForce.Digest;

    /// <summary>As above, where one that cannot be read differs as well.</summary>
    internal static bool DiffersOrIsBroken(NodeDirectoryLayout layout, PolicySet inForce)
    {
        try
        {
            return Differs(layout, inForce);
        }
        catch (FedHubException)
        {
            // What is in force was readable, so this is not it.
            return true;
        }
    }
}
