using FedHub.Contracts.Directory.V1;

namespace FedHub.Protocol;

/// <summary>A member's own description of itself, before it is listed.</summary>
public static class MemberEntry
{
    /// <summary>Reads and checks every field.</summary>
    public static Checked<ListedMember> Read(Member entry) => DirectoryCodec.ReadMember(entry);
}
