/** Where each platform shows and administers its agents itself: Countersign decides, those pages run. */
export const PLATFORM_PAGES: Readonly<
  Record<string, readonly { readonly name: string; readonly href: string }[]>
> = {
  copilot: [
    {
      name: 'Agents in the Microsoft 365 admin center',
      href: 'https://admin.microsoft.com/#/agents',
    },
  ],
  copilotStudio: [
    { name: 'Copilot Studio', href: 'https://copilotstudio.microsoft.com/' },
    {
      name: 'Agents in the Microsoft 365 admin center',
      href: 'https://admin.microsoft.com/#/agents',
    },
  ],
  foundry: [
    { name: 'Microsoft Foundry', href: 'https://ai.azure.com/' },
    { name: 'Agent identities in Entra', href: 'https://entra.microsoft.com/' },
  ],
  thirdParty: [{ name: 'Agent identities in Entra', href: 'https://entra.microsoft.com/' }],
};
