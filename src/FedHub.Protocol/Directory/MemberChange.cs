using FedHub.Contracts.Directory.V1;

namespace FedHub.Protocol;

/// <summary>How a listed member wants to be listed from the next directory on.</summary>
/// <param name="Member">The entry, read.</param>
/// <param name="DirectoryVersion">That the member held.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Message">The entry as sent.</param>
internal sealed record MemberChange(ListedMember Member, ulong DirectoryVersion, DateTimeOffset CreatedAt, Member Message);
