// The keys that sign receipts and checkpoints are made here and never leave the vault. The two keys
// that authenticate rows and cards, and what webhooks are signed with, are secrets, written only by a
// deployment that is given them.
param vaultName string
param location string
param tenantId string
param principalId string

@secure()
param rowMacKey string

@secure()
param cardMacKey string

@secure()
param webhookSecret string

@secure()
param inventorySecrets string

// Key Vault Crypto User, Key Vault Secrets User
var roles = ['12338af0-0e69-4776-bea7-57ae8d297424', '4633458b-17de-408a-b874-0445c86b69e6']

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: vaultName
  location: location
  properties: {
    tenantId: tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    enablePurgeProtection: true
    softDeleteRetentionInDays: 90
    publicNetworkAccess: 'Disabled'
    networkAcls: { defaultAction: 'Deny', bypass: 'None' }
  }
}

resource keys 'Microsoft.KeyVault/vaults/keys@2024-11-01' = [
  for purpose in ['receipts', 'checkpoints']: {
    parent: vault
    name: purpose
    properties: {
      kty: 'EC'
      curveName: 'P-256'
      keyOps: ['sign', 'verify']
    }
  }
]

resource rowMac 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = if (!empty(rowMacKey)) {
  parent: vault
  name: 'row-mac'
  properties: { value: rowMacKey }
}

resource cardMac 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = if (!empty(cardMacKey)) {
  parent: vault
  name: 'card-mac'
  properties: { value: cardMacKey }
}

resource webhooks 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = if (!empty(webhookSecret)) {
  parent: vault
  name: 'webhook-secret'
  properties: { value: webhookSecret }
}

resource inventory 'Microsoft.KeyVault/vaults/secrets@2024-11-01' = if (!empty(inventorySecrets)) {
  parent: vault
  name: 'inventory-secrets'
  properties: { value: inventorySecrets }
}

resource uses 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for role in roles: {
    scope: vault
    name: guid(vault.id, principalId, role)
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    }
  }
]

output vaultId string = vault.id
output endpoint string = vault.properties.vaultUri
// References and no secrets: the web app's host puts the secrets in their place.
output webhookSecretReference string = '@Microsoft.KeyVault(VaultName=${vault.name};SecretName=webhook-secret)'
output inventorySecretsReference string = '@Microsoft.KeyVault(VaultName=${vault.name};SecretName=inventory-secrets)'
