/* The API's operations, made from its OpenAPI document (test/admin/contract.test.ts -u). */

export type _Schema0 =
  | string
  | number
  | boolean
  | null
  | _Schema0[]
  | {
      [k: string]: _Schema0 | undefined;
    };
export type _Schema3 =
  | string
  | number
  | boolean
  | null
  | _Schema3[]
  | {
      [k: string]: _Schema3 | undefined;
    };
export type _Schema4 =
  | string
  | number
  | boolean
  | null
  | _Schema4[]
  | {
      [k: string]: _Schema4 | undefined;
    };
export type _Schema1 =
  | string
  | number
  | boolean
  | null
  | _Schema1[]
  | {
      [k: string]: _Schema1 | undefined;
    };
export type _Schema2 =
  | string
  | number
  | boolean
  | null
  | _Schema2[]
  | {
      [k: string]: _Schema2 | undefined;
    };

export interface Paths {
  '/api/v1/me': {
    get: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              upn: string;
              name: string;
              roles: {
                id: string;
                name: string;
              }[];
              owns: string[];
              may: string[];
              mayNot: {
                operation: string;
                for: string;
              }[];
            };
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/names': {
    get: {
      parameters: {
        query?: {
          who: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              items: {
                who: string;
                id: string;
                upn: string;
                name: string;
              }[];
            };
          };
        };
        400: {
          content: {
            'application/problem+json': Problem;
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/import': {
    post: {
      parameters: {
        query?: {
          preview?: 'true' | 'false';
        };
        header?: {
          /**
           * A repeat with the same key and body gets the stored answer.
           */
          'Idempotency-Key'?: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /**
             * @maxItems 10000
             */
            agents?: {
              id: string;
              displayName: string;
              platform: 'copilot' | 'copilotStudio' | 'foundry' | 'thirdParty';
              environment: 'dev' | 'pilot' | 'production';
              phase: 'pilot' | 'department' | 'enterprise';
              department: string;
              businessOwner: string;
              technicalOwner: string;
              backupOwner?: string;
              /**
               * @maxItems 2
               */
              escalationPath?: ('manager' | 'board')[];
              /**
               * @maxItems 50
               */
              capabilities: {
                connectorId: string;
                tier: 'readOnly' | 'draftOnly' | 'delegatedAction';
                reason: string;
                until?: string;
              }[];
              useCase: {
                id?: string;
                outcome: string;
                successMetric: string;
                failureMode: string;
              };
              version: string;
              /**
               * @maxItems 20
               */
              identities?: string[];
              /**
               * @maxItems 20
               */
              principals?: {
                objectId: string;
                kind: 'servicePrincipal' | 'agentIdentity' | 'managedIdentity';
              }[];
              /**
               * @maxItems 20
               */
              listedAs?: {
                source: string;
                id: string;
              }[];
              businessGroup?: string;
              /**
               * @maxItems 4
               */
              dataLabels?: ('public' | 'general' | 'confidential' | 'highlyConfidential')[];
              criticality?: 'low' | 'normal' | 'high';
              retentionClass?: 'short' | 'standard' | 'extended' | 'regulated';
              contentSources?: {
                /**
                 * @maxItems 100
                 */
                allow?: string[];
                /**
                 * @maxItems 100
                 */
                deny?: string[];
              };
              quota?: {
                perHour?: number;
                perDay?: number;
              };
              /**
               * @maxItems 50
               */
              models?: string[];
              sponsor?: string;
              expires?: string;
              lastReviewed?: string;
              reviewBy?: string;
              threadsStoredIn?: string;
              encryptionKeys?: 'customerManaged' | 'platformManaged';
              platformRoles?: {
                accountOwner?: string;
                projectManager?: string;
                /**
                 * @maxItems 50
                 */
                projectUsers?: string[];
              };
              status?: 'active' | 'paused' | 'retired';
              ownerless?: ('business' | 'technical' | 'backup')[];
              aboveTemplate?: ('scopes' | 'sites' | 'connectors')[];
              reported?: {
                source: string;
                version?: string;
                lastActive?: string;
              }[];
              activity?: unknown;
              changedAt?: unknown;
            }[];
            /**
             * @maxItems 10000
             */
            connectors?: {
              id: string;
              displayName: string;
              status: 'approved' | 'probation' | 'rejected' | 'revoked';
              /**
               * @maxItems 3
               */
              environments: ('dev' | 'pilot' | 'production')[];
              tierCeiling: 'readOnly' | 'draftOnly' | 'delegatedAction';
              /**
               * @maxItems 4
               */
              labels: ('public' | 'general' | 'confidential' | 'highlyConfidential')[];
              systemClass:
                | 'mail'
                | 'chat'
                | 'files'
                | 'calendar'
                | 'finance'
                | 'crm'
                | 'ticketing'
                | 'knowledge'
                | 'web'
                | 'other';
              /**
               * @maxItems 300
               */
              tools: {
                name: string;
                effect: 'read' | 'draft' | 'write' | 'send';
                /**
                 * @maxItems 50
                 */
                recipientArguments?: string[];
                amountArgument?: string;
                /**
                 * @maxItems 50
                 */
                referenceArguments?: string[];
                /**
                 * @maxItems 50
                 */
                contentArguments?: string[];
                reversible?: boolean;
                dispatch?: {
                  toolArgument: string;
                  argumentsArgument: string;
                };
              }[];
              probationEnds?: string;
              vendor?: string;
              contract?: string;
              businessGroup?: string;
              /**
               * @maxItems 100
               */
              scopes?: {
                name: string;
                reason?: string;
                mailboxWide?: boolean;
              }[];
              scopeLevel?:
                | 'item'
                | 'library'
                | 'site'
                | 'project'
                | 'resourceGroup'
                | 'subscription'
                | 'tenant';
              connection?: 'projectScoped' | 'shared';
              /**
               * @maxItems 50
               */
              dataDomains?: string[];
              dataClassification?: {
                label: 'public' | 'general' | 'confidential' | 'highlyConfidential';
                confidentialNotes: boolean;
                executiveMailboxes: boolean;
                hrDocuments: boolean;
                legalCorrespondence: boolean;
              };
              contentSources?: {
                /**
                 * @maxItems 100
                 */
                allow?: string[];
                /**
                 * @maxItems 100
                 */
                deny?: string[];
              };
              brokeredIdentity?: {
                kind: 'user' | 'agentIdentity' | 'managedIdentity' | 'servicePrincipal' | 'key';
                userPassthrough: boolean;
                shortLived?: boolean;
              };
              agents?: unknown;
              activity?: unknown;
            }[];
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json':
              | {
                  agents: {
                    added: number;
                    narrowed: number;
                    unchanged: number;
                  };
                  connectors: {
                    added: number;
                    narrowed: number;
                    unchanged: number;
                  };
                }
              | {
                  preview: true;
                  agents: {
                    added: number;
                    narrowed: number;
                    unchanged: number;
                    refused: number;
                  };
                  connectors: {
                    added: number;
                    narrowed: number;
                    unchanged: number;
                    refused: number;
                  };
                  changes: {
                    kind: 'agent' | 'connector';
                    id: string;
                    change: 'refused' | 'narrowed' | 'added' | 'unchanged';
                    path: string;
                    fields?: string[];
                    because?: string;
                  }[];
                  more: number;
                };
          };
        };
        400: {
          content: {
            'application/problem+json': Problem;
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        409: {
          content: {
            'application/problem+json': Problem;
          };
        };
        413: {
          content: {
            'application/problem+json': Problem;
          };
        };
        415: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/import/agents': {
    post: {
      parameters: {
        query?: {
          preview?: 'true' | 'false';
        };
        header?: {
          /**
           * A repeat with the same key and body gets the stored answer.
           */
          'Idempotency-Key'?: string;
        };
      };
      requestBody: {
        content: {
          /**
           * CSV in UTF-8, 8 MiB and 10,000 rows at most. Columns, in any order: id, displayName, platform, environment, phase, department, businessOwner, technicalOwner, backupOwner, escalationPath, useCaseId, outcome, successMetric, failureMode, version, identities, businessGroup, dataLabels, criticality, retentionClass, allowedSources, deniedSources, quotaPerHour, quotaPerDay, models, sponsor, expires, lastReviewed, reviewBy, threadsStoredIn, encryptionKeys, accountOwner, projectManager, projectUsers, capabilities (mail draftOnly Prepares answers), principals (servicePrincipal 00000000-0000-4000-8000-0000000000ab), listedAs (copilotStudio 00000000-0000-4000-8000-0000000000ab). Several entries of a cell are divided by lines or |.
           */
          'text/csv': string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json':
              | {
                  agents: {
                    added: number;
                    narrowed: number;
                    unchanged: number;
                  };
                  connectors: {
                    added: number;
                    narrowed: number;
                    unchanged: number;
                  };
                }
              | {
                  preview: true;
                  agents: {
                    added: number;
                    narrowed: number;
                    unchanged: number;
                    refused: number;
                  };
                  connectors: {
                    added: number;
                    narrowed: number;
                    unchanged: number;
                    refused: number;
                  };
                  changes: {
                    kind: 'agent' | 'connector';
                    id: string;
                    change: 'refused' | 'narrowed' | 'added' | 'unchanged';
                    path: string;
                    fields?: string[];
                    because?: string;
                  }[];
                  more: number;
                };
          };
        };
        400: {
          content: {
            'application/problem+json': Problem;
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        409: {
          content: {
            'application/problem+json': Problem;
          };
        };
        413: {
          content: {
            'application/problem+json': Problem;
          };
        };
        415: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/import/connectors': {
    post: {
      parameters: {
        query?: {
          preview?: 'true' | 'false';
        };
        header?: {
          /**
           * A repeat with the same key and body gets the stored answer.
           */
          'Idempotency-Key'?: string;
        };
      };
      requestBody: {
        content: {
          /**
           * CSV in UTF-8, 8 MiB and 10,000 rows at most. Columns, in any order: id, displayName, status, environments, tierCeiling, labels, systemClass, probationEnds, vendor, contract, businessGroup, scopeLevel, connection, dataDomains, allowedSources, deniedSources, signsInAs, dataLabel, tools (closeTicket: write, reversible), scopes (Mail.Read because it reads the shared inbox), userPassthrough (yes), shortLived (yes), confidentialNotes (yes), executiveMailboxes (yes), hrDocuments (yes), legalCorrespondence (yes). Several entries of a cell are divided by lines or |.
           */
          'text/csv': string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json':
              | {
                  agents: {
                    added: number;
                    narrowed: number;
                    unchanged: number;
                  };
                  connectors: {
                    added: number;
                    narrowed: number;
                    unchanged: number;
                  };
                }
              | {
                  preview: true;
                  agents: {
                    added: number;
                    narrowed: number;
                    unchanged: number;
                    refused: number;
                  };
                  connectors: {
                    added: number;
                    narrowed: number;
                    unchanged: number;
                    refused: number;
                  };
                  changes: {
                    kind: 'agent' | 'connector';
                    id: string;
                    change: 'refused' | 'narrowed' | 'added' | 'unchanged';
                    path: string;
                    fields?: string[];
                    because?: string;
                  }[];
                  more: number;
                };
          };
        };
        400: {
          content: {
            'application/problem+json': Problem;
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        409: {
          content: {
            'application/problem+json': Problem;
          };
        };
        413: {
          content: {
            'application/problem+json': Problem;
          };
        };
        415: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/import/agents/example': {
    get: {
      parameters: {};
      responses: {
        200: {
          content: {
            'text/csv': string;
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/import/connectors/example': {
    get: {
      parameters: {};
      responses: {
        200: {
          content: {
            'text/csv': string;
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/import/sources': {
    get: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {
              items: {
                id: string;
                name: string;
                platform?: 'copilot' | 'copilotStudio' | 'foundry' | 'thirdParty';
                needs?: string;
              }[];
            };
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/import/sources/{source}': {
    post: {
      parameters: {
        path: {
          source: string;
        };
        query?: {
          preview?: 'true' | 'false';
        };
        header?: {
          /**
           * A repeat with the same key and body gets the stored answer.
           */
          'Idempotency-Key'?: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /**
             * Needed where the source does not say it: of Entra.
             */
            platform?: 'copilot' | 'copilotStudio' | 'foundry' | 'thirdParty';
            environment: 'dev' | 'pilot' | 'production';
            phase: 'pilot' | 'department' | 'enterprise';
            department: string;
            businessOwner: string;
            technicalOwner: string;
            backupOwner?: string;
            /**
             * @maxItems 2
             */
            escalationPath?: ('manager' | 'board')[];
            useCase: {
              id?: string;
              outcome: string;
              successMetric: string;
              failureMode: string;
            };
            version: string;
            businessGroup?: string;
            /**
             * @maxItems 4
             */
            dataLabels?: ('public' | 'general' | 'confidential' | 'highlyConfidential')[];
            criticality?: 'low' | 'normal' | 'high';
            retentionClass?: 'short' | 'standard' | 'extended' | 'regulated';
            contentSources?: {
              /**
               * @maxItems 100
               */
              allow?: string[];
              /**
               * @maxItems 100
               */
              deny?: string[];
            };
            quota?: {
              perHour?: number;
              perDay?: number;
            };
            /**
             * @maxItems 50
             */
            models?: string[];
            sponsor?: string;
            expires?: string;
            lastReviewed?: string;
            reviewBy?: string;
            threadsStoredIn?: string;
            encryptionKeys?: 'customerManaged' | 'platformManaged';
            platformRoles?: {
              accountOwner?: string;
              projectManager?: string;
              /**
               * @maxItems 50
               */
              projectUsers?: string[];
            };
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json':
              | {
                  agents: {
                    added: number;
                    narrowed: number;
                    unchanged: number;
                  };
                  connectors: {
                    added: number;
                    narrowed: number;
                    unchanged: number;
                  };
                  /**
                   * What could not be read; the rest is whole.
                   */
                  unread?: {
                    place: string;
                    because: string;
                  }[];
                }
              | {
                  preview: true;
                  agents: {
                    added: number;
                    narrowed: number;
                    unchanged: number;
                    refused: number;
                  };
                  connectors: {
                    added: number;
                    narrowed: number;
                    unchanged: number;
                    refused: number;
                  };
                  changes: {
                    kind: 'agent' | 'connector';
                    id: string;
                    change: 'refused' | 'narrowed' | 'added' | 'unchanged';
                    path: string;
                    fields?: string[];
                    because?: string;
                  }[];
                  more: number;
                  /**
                   * What could not be read; the rest is whole.
                   */
                  unread?: {
                    place: string;
                    because: string;
                  }[];
                };
          };
        };
        400: {
          content: {
            'application/problem+json': Problem;
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        404: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        409: {
          content: {
            'application/problem+json': Problem;
          };
        };
        413: {
          content: {
            'application/problem+json': Problem;
          };
        };
        415: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/import/entra': {
    post: {
      parameters: {
        query?: {
          preview?: 'true' | 'false';
        };
        header?: {
          /**
           * A repeat with the same key and body gets the stored answer.
           */
          'Idempotency-Key'?: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /**
             * Needed where the source does not say it: of Entra.
             */
            platform?: 'copilot' | 'copilotStudio' | 'foundry' | 'thirdParty';
            environment: 'dev' | 'pilot' | 'production';
            phase: 'pilot' | 'department' | 'enterprise';
            department: string;
            businessOwner: string;
            technicalOwner: string;
            backupOwner?: string;
            /**
             * @maxItems 2
             */
            escalationPath?: ('manager' | 'board')[];
            useCase: {
              id?: string;
              outcome: string;
              successMetric: string;
              failureMode: string;
            };
            version: string;
            businessGroup?: string;
            /**
             * @maxItems 4
             */
            dataLabels?: ('public' | 'general' | 'confidential' | 'highlyConfidential')[];
            criticality?: 'low' | 'normal' | 'high';
            retentionClass?: 'short' | 'standard' | 'extended' | 'regulated';
            contentSources?: {
              /**
               * @maxItems 100
               */
              allow?: string[];
              /**
               * @maxItems 100
               */
              deny?: string[];
            };
            quota?: {
              perHour?: number;
              perDay?: number;
            };
            /**
             * @maxItems 50
             */
            models?: string[];
            sponsor?: string;
            expires?: string;
            lastReviewed?: string;
            reviewBy?: string;
            threadsStoredIn?: string;
            encryptionKeys?: 'customerManaged' | 'platformManaged';
            platformRoles?: {
              accountOwner?: string;
              projectManager?: string;
              /**
               * @maxItems 50
               */
              projectUsers?: string[];
            };
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json':
              | {
                  agents: {
                    added: number;
                    narrowed: number;
                    unchanged: number;
                  };
                  connectors: {
                    added: number;
                    narrowed: number;
                    unchanged: number;
                  };
                  /**
                   * What could not be read; the rest is whole.
                   */
                  unread?: {
                    place: string;
                    because: string;
                  }[];
                }
              | {
                  preview: true;
                  agents: {
                    added: number;
                    narrowed: number;
                    unchanged: number;
                    refused: number;
                  };
                  connectors: {
                    added: number;
                    narrowed: number;
                    unchanged: number;
                    refused: number;
                  };
                  changes: {
                    kind: 'agent' | 'connector';
                    id: string;
                    change: 'refused' | 'narrowed' | 'added' | 'unchanged';
                    path: string;
                    fields?: string[];
                    because?: string;
                  }[];
                  more: number;
                  /**
                   * What could not be read; the rest is whole.
                   */
                  unread?: {
                    place: string;
                    because: string;
                  }[];
                };
          };
        };
        400: {
          content: {
            'application/problem+json': Problem;
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        404: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        409: {
          content: {
            'application/problem+json': Problem;
          };
        };
        413: {
          content: {
            'application/problem+json': Problem;
          };
        };
        415: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/agents': {
    get: {
      parameters: {
        query?: {
          after?: string;
          limit?: number;
          q?: string;
          owner?: string;
          environment?: 'dev' | 'pilot' | 'production';
          phase?: 'pilot' | 'department' | 'enterprise';
          platform?: 'copilot' | 'copilotStudio' | 'foundry' | 'thirdParty';
          department?: string;
          businessGroup?: string;
          status?: 'active' | 'paused' | 'retired';
          ownerless?: 'true' | 'false';
          order?: 'id' | '-id' | 'name' | '-name' | 'changed' | '-changed';
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              items: {
                id: string;
                displayName: string;
                platform: 'copilot' | 'copilotStudio' | 'foundry' | 'thirdParty';
                environment: 'dev' | 'pilot' | 'production';
                phase: 'pilot' | 'department' | 'enterprise';
                department: string;
                businessOwner: string;
                technicalOwner: string;
                backupOwner?: string;
                /**
                 * @maxItems 2
                 */
                escalationPath?: ('manager' | 'board')[];
                /**
                 * @maxItems 50
                 */
                capabilities: {
                  connectorId: string;
                  tier: 'readOnly' | 'draftOnly' | 'delegatedAction';
                  reason: string;
                  until?: string;
                }[];
                useCase: {
                  id?: string;
                  outcome: string;
                  successMetric: string;
                  failureMode: string;
                };
                version: string;
                /**
                 * @maxItems 20
                 */
                identities?: string[];
                /**
                 * @maxItems 20
                 */
                principals?: {
                  objectId: string;
                  kind: 'servicePrincipal' | 'agentIdentity' | 'managedIdentity';
                }[];
                /**
                 * @maxItems 20
                 */
                listedAs?: {
                  source: string;
                  id: string;
                }[];
                businessGroup?: string;
                /**
                 * @maxItems 4
                 */
                dataLabels?: ('public' | 'general' | 'confidential' | 'highlyConfidential')[];
                criticality?: 'low' | 'normal' | 'high';
                retentionClass?: 'short' | 'standard' | 'extended' | 'regulated';
                contentSources?: {
                  /**
                   * @maxItems 100
                   */
                  allow?: string[];
                  /**
                   * @maxItems 100
                   */
                  deny?: string[];
                };
                quota?: {
                  perHour?: number;
                  perDay?: number;
                };
                /**
                 * @maxItems 50
                 */
                models?: string[];
                sponsor?: string;
                expires?: string;
                lastReviewed?: string;
                reviewBy?: string;
                threadsStoredIn?: string;
                encryptionKeys?: 'customerManaged' | 'platformManaged';
                platformRoles?: {
                  accountOwner?: string;
                  projectManager?: string;
                  /**
                   * @maxItems 50
                   */
                  projectUsers?: string[];
                };
                status?: 'active' | 'paused' | 'retired';
                ownerless?: ('business' | 'technical' | 'backup')[];
                aboveTemplate?: ('scopes' | 'sites' | 'connectors')[];
                reported?: {
                  source: string;
                  version?: string;
                  lastActive?: string;
                }[];
                activity?: {
                  thisWeek: number;
                  lastWeek: number;
                  lastActive?: string;
                };
                changedAt: string;
              }[];
            };
          };
        };
        400: {
          content: {
            'application/problem+json': Problem;
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/agents/{id}': {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              displayName: string;
              platform: 'copilot' | 'copilotStudio' | 'foundry' | 'thirdParty';
              environment: 'dev' | 'pilot' | 'production';
              phase: 'pilot' | 'department' | 'enterprise';
              department: string;
              businessOwner: string;
              technicalOwner: string;
              backupOwner?: string;
              /**
               * @maxItems 2
               */
              escalationPath?: ('manager' | 'board')[];
              /**
               * @maxItems 50
               */
              capabilities: {
                connectorId: string;
                tier: 'readOnly' | 'draftOnly' | 'delegatedAction';
                reason: string;
                until?: string;
              }[];
              useCase: {
                id?: string;
                outcome: string;
                successMetric: string;
                failureMode: string;
              };
              version: string;
              /**
               * @maxItems 20
               */
              identities?: string[];
              /**
               * @maxItems 20
               */
              principals?: {
                objectId: string;
                kind: 'servicePrincipal' | 'agentIdentity' | 'managedIdentity';
              }[];
              /**
               * @maxItems 20
               */
              listedAs?: {
                source: string;
                id: string;
              }[];
              businessGroup?: string;
              /**
               * @maxItems 4
               */
              dataLabels?: ('public' | 'general' | 'confidential' | 'highlyConfidential')[];
              criticality?: 'low' | 'normal' | 'high';
              retentionClass?: 'short' | 'standard' | 'extended' | 'regulated';
              contentSources?: {
                /**
                 * @maxItems 100
                 */
                allow?: string[];
                /**
                 * @maxItems 100
                 */
                deny?: string[];
              };
              quota?: {
                perHour?: number;
                perDay?: number;
              };
              /**
               * @maxItems 50
               */
              models?: string[];
              sponsor?: string;
              expires?: string;
              lastReviewed?: string;
              reviewBy?: string;
              threadsStoredIn?: string;
              encryptionKeys?: 'customerManaged' | 'platformManaged';
              platformRoles?: {
                accountOwner?: string;
                projectManager?: string;
                /**
                 * @maxItems 50
                 */
                projectUsers?: string[];
              };
              status?: 'active' | 'paused' | 'retired';
              ownerless?: ('business' | 'technical' | 'backup')[];
              aboveTemplate?: ('scopes' | 'sites' | 'connectors')[];
              reported?: {
                source: string;
                version?: string;
                lastActive?: string;
              }[];
            };
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        404: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
    put: {
      parameters: {
        path: {
          id: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            id: string;
            displayName: string;
            platform: 'copilot' | 'copilotStudio' | 'foundry' | 'thirdParty';
            environment: 'dev' | 'pilot' | 'production';
            phase: 'pilot' | 'department' | 'enterprise';
            department: string;
            businessOwner: string;
            technicalOwner: string;
            backupOwner?: string;
            /**
             * @maxItems 2
             */
            escalationPath?: ('manager' | 'board')[];
            /**
             * @maxItems 50
             */
            capabilities: {
              connectorId: string;
              tier: 'readOnly' | 'draftOnly' | 'delegatedAction';
              reason: string;
              until?: string;
            }[];
            useCase: {
              id?: string;
              outcome: string;
              successMetric: string;
              failureMode: string;
            };
            version: string;
            /**
             * @maxItems 20
             */
            identities?: string[];
            /**
             * @maxItems 20
             */
            principals?: {
              objectId: string;
              kind: 'servicePrincipal' | 'agentIdentity' | 'managedIdentity';
            }[];
            /**
             * @maxItems 20
             */
            listedAs?: {
              source: string;
              id: string;
            }[];
            businessGroup?: string;
            /**
             * @maxItems 4
             */
            dataLabels?: ('public' | 'general' | 'confidential' | 'highlyConfidential')[];
            criticality?: 'low' | 'normal' | 'high';
            retentionClass?: 'short' | 'standard' | 'extended' | 'regulated';
            contentSources?: {
              /**
               * @maxItems 100
               */
              allow?: string[];
              /**
               * @maxItems 100
               */
              deny?: string[];
            };
            quota?: {
              perHour?: number;
              perDay?: number;
            };
            /**
             * @maxItems 50
             */
            models?: string[];
            sponsor?: string;
            expires?: string;
            lastReviewed?: string;
            reviewBy?: string;
            threadsStoredIn?: string;
            encryptionKeys?: 'customerManaged' | 'platformManaged';
            platformRoles?: {
              accountOwner?: string;
              projectManager?: string;
              /**
               * @maxItems 50
               */
              projectUsers?: string[];
            };
            status?: 'active' | 'paused' | 'retired';
            ownerless?: ('business' | 'technical' | 'backup')[];
            aboveTemplate?: ('scopes' | 'sites' | 'connectors')[];
            reported?: {
              source: string;
              version?: string;
              lastActive?: string;
            }[];
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              displayName: string;
              platform: 'copilot' | 'copilotStudio' | 'foundry' | 'thirdParty';
              environment: 'dev' | 'pilot' | 'production';
              phase: 'pilot' | 'department' | 'enterprise';
              department: string;
              businessOwner: string;
              technicalOwner: string;
              backupOwner?: string;
              /**
               * @maxItems 2
               */
              escalationPath?: ('manager' | 'board')[];
              /**
               * @maxItems 50
               */
              capabilities: {
                connectorId: string;
                tier: 'readOnly' | 'draftOnly' | 'delegatedAction';
                reason: string;
                until?: string;
              }[];
              useCase: {
                id?: string;
                outcome: string;
                successMetric: string;
                failureMode: string;
              };
              version: string;
              /**
               * @maxItems 20
               */
              identities?: string[];
              /**
               * @maxItems 20
               */
              principals?: {
                objectId: string;
                kind: 'servicePrincipal' | 'agentIdentity' | 'managedIdentity';
              }[];
              /**
               * @maxItems 20
               */
              listedAs?: {
                source: string;
                id: string;
              }[];
              businessGroup?: string;
              /**
               * @maxItems 4
               */
              dataLabels?: ('public' | 'general' | 'confidential' | 'highlyConfidential')[];
              criticality?: 'low' | 'normal' | 'high';
              retentionClass?: 'short' | 'standard' | 'extended' | 'regulated';
              contentSources?: {
                /**
                 * @maxItems 100
                 */
                allow?: string[];
                /**
                 * @maxItems 100
                 */
                deny?: string[];
              };
              quota?: {
                perHour?: number;
                perDay?: number;
              };
              /**
               * @maxItems 50
               */
              models?: string[];
              sponsor?: string;
              expires?: string;
              lastReviewed?: string;
              reviewBy?: string;
              threadsStoredIn?: string;
              encryptionKeys?: 'customerManaged' | 'platformManaged';
              platformRoles?: {
                accountOwner?: string;
                projectManager?: string;
                /**
                 * @maxItems 50
                 */
                projectUsers?: string[];
              };
              status?: 'active' | 'paused' | 'retired';
              ownerless?: ('business' | 'technical' | 'backup')[];
              aboveTemplate?: ('scopes' | 'sites' | 'connectors')[];
              reported?: {
                source: string;
                version?: string;
                lastActive?: string;
              }[];
            };
          };
        };
        400: {
          content: {
            'application/problem+json': Problem;
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        404: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        409: {
          content: {
            'application/problem+json': Problem;
          };
        };
        413: {
          content: {
            'application/problem+json': Problem;
          };
        };
        415: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/agents/{id}/factsheet': {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              displayName: string;
              status: 'active' | 'paused' | 'retired';
              environment: string;
              phase: string;
              version: string;
              department: string;
              businessGroup?: string;
              criticality: string;
              owners: {
                business: string;
                technical: string;
                backup?: string;
                escalation?: string[];
              };
              identity: {
                created?: string;
                sponsor?: string;
                lastReviewed?: string;
                reviewBy?: string;
                expires?: string;
              };
              useCase: {
                id?: string;
                outcome: string;
                successMetric: string;
                failureMode: string;
              };
              can: {
                connectorId: string;
                path: string;
              }[];
              cannot: string[];
              contentRules: string[];
              limits: string[];
              modelRuns: {
                run: string;
                suite: string;
                model: string;
                agentVersion: string;
                passed: number;
                failed: number;
                link?: string;
                at: string;
              }[];
              examples: {
                request: string;
                does: string;
                outcome: 'allowed' | 'blocked';
                because?: string;
              }[];
              howToReport: string;
            };
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        404: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/agents/{id}/accumulation': {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              agentId: string;
              phase: 'pilot' | 'department' | 'enterprise';
              since?: string;
              counters: {
                counter: 'scopes' | 'sites' | 'connectors';
                now: number;
                limit: number;
                above: boolean;
                first: number;
                weeks: {
                  week: string;
                  count?: number;
                }[];
              }[];
            };
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        404: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/observations': {
    post: {
      parameters: {
        header?: {
          /**
           * A repeat with the same key and body gets the stored answer.
           */
          'Idempotency-Key'?: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            source: string;
            /**
             * @maxItems 100
             */
            agents?: {
              agentId: string;
              /**
               * @maxItems 200
               */
              connectors?: string[];
              /**
               * @maxItems 200
               */
              scopes?: string[];
              /**
               * @maxItems 200
               */
              sites?: string[];
            }[];
            /**
             * @maxItems 100
             */
            connectors?: {
              connectorId: string;
              /**
               * @maxItems 200
               */
              scopes?: string[];
              /**
               * @maxItems 200
               */
              tools?: string[];
            }[];
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              looked: number;
              postponed?: number;
              grown: {
                about: 'agent' | 'connector';
                id: string;
                known: boolean;
                connectors: string[];
                scopes: string[];
                sites: string[];
                tools: string[];
              }[];
            };
          };
        };
        400: {
          content: {
            'application/problem+json': Problem;
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        409: {
          content: {
            'application/problem+json': Problem;
          };
        };
        413: {
          content: {
            'application/problem+json': Problem;
          };
        };
        415: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/inventory/{source}': {
    post: {
      parameters: {
        path: {
          source: string;
        };
        header?: {
          /**
           * Of the message: one that was received is refused.
           */
          'webhook-id': string;
          /**
           * Seconds since 1970, at most five minutes from now.
           */
          'webhook-timestamp': string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            type: 'inventory.observed';
            timestamp?: string;
            data: {
              /**
               * @maxItems 100
               */
              agents: {
                id: string;
                name?: string;
                version?: string;
                lastActive?: string;
                /**
                 * @maxItems 200
                 */
                connectors?: string[];
                /**
                 * @maxItems 200
                 */
                scopes?: string[];
                /**
                 * @maxItems 200
                 */
                sites?: string[];
              }[];
            };
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              looked: number;
            };
          };
        };
        400: {
          content: {
            'application/problem+json': Problem;
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        404: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        409: {
          content: {
            'application/problem+json': Problem;
          };
        };
        413: {
          content: {
            'application/problem+json': Problem;
          };
        };
        415: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/agents/{id}/model-runs': {
    post: {
      parameters: {
        path: {
          id: string;
        };
        header?: {
          /**
           * A repeat with the same key and body gets the stored answer.
           */
          'Idempotency-Key'?: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            run: string;
            suite: string;
            model: string;
            agentVersion?: string;
            passed: number;
            failed: number;
            link?: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              agentId: string;
              run: string;
              recorded: boolean;
            };
          };
        };
        400: {
          content: {
            'application/problem+json': Problem;
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        404: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        409: {
          content: {
            'application/problem+json': Problem;
          };
        };
        413: {
          content: {
            'application/problem+json': Problem;
          };
        };
        415: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/model-lists': {
    get: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {
              items: {
                businessGroup: string;
                models?: string[];
                agents: number;
                reason: string;
                request?: string;
                setAt: string;
                setBy: {
                  kind: string;
                  id?: string;
                };
              }[];
            };
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/model-lists/{businessGroup}': {
    put: {
      parameters: {
        path: {
          businessGroup: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /**
             * @maxItems 50
             */
            models: string[];
            reason: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              businessGroup: string;
              models?: string[];
              agents: number;
              reason: string;
              request?: string;
              setAt: string;
              setBy: {
                kind: string;
                id?: string;
              };
            };
          };
        };
        400: {
          content: {
            'application/problem+json': Problem;
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        404: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        413: {
          content: {
            'application/problem+json': Problem;
          };
        };
        415: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/connectors': {
    get: {
      parameters: {
        query?: {
          after?: string;
          limit?: number;
          q?: string;
          status?: 'approved' | 'probation' | 'rejected' | 'revoked';
          environment?: 'dev' | 'pilot' | 'production';
          systemClass?:
            | 'mail'
            | 'chat'
            | 'files'
            | 'calendar'
            | 'finance'
            | 'crm'
            | 'ticketing'
            | 'knowledge'
            | 'web'
            | 'other';
          order?: 'id' | '-id' | 'name' | '-name';
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              items: {
                id: string;
                displayName: string;
                status: 'approved' | 'probation' | 'rejected' | 'revoked';
                /**
                 * @maxItems 3
                 */
                environments: ('dev' | 'pilot' | 'production')[];
                tierCeiling: 'readOnly' | 'draftOnly' | 'delegatedAction';
                /**
                 * @maxItems 4
                 */
                labels: ('public' | 'general' | 'confidential' | 'highlyConfidential')[];
                systemClass:
                  | 'mail'
                  | 'chat'
                  | 'files'
                  | 'calendar'
                  | 'finance'
                  | 'crm'
                  | 'ticketing'
                  | 'knowledge'
                  | 'web'
                  | 'other';
                /**
                 * @maxItems 300
                 */
                tools: {
                  name: string;
                  effect: 'read' | 'draft' | 'write' | 'send';
                  /**
                   * @maxItems 50
                   */
                  recipientArguments?: string[];
                  amountArgument?: string;
                  /**
                   * @maxItems 50
                   */
                  referenceArguments?: string[];
                  /**
                   * @maxItems 50
                   */
                  contentArguments?: string[];
                  reversible?: boolean;
                  dispatch?: {
                    toolArgument: string;
                    argumentsArgument: string;
                  };
                }[];
                probationEnds?: string;
                vendor?: string;
                contract?: string;
                businessGroup?: string;
                /**
                 * @maxItems 100
                 */
                scopes?: {
                  name: string;
                  reason?: string;
                  mailboxWide?: boolean;
                }[];
                scopeLevel?:
                  | 'item'
                  | 'library'
                  | 'site'
                  | 'project'
                  | 'resourceGroup'
                  | 'subscription'
                  | 'tenant';
                connection?: 'projectScoped' | 'shared';
                /**
                 * @maxItems 50
                 */
                dataDomains?: string[];
                dataClassification?: {
                  label: 'public' | 'general' | 'confidential' | 'highlyConfidential';
                  confidentialNotes: boolean;
                  executiveMailboxes: boolean;
                  hrDocuments: boolean;
                  legalCorrespondence: boolean;
                };
                contentSources?: {
                  /**
                   * @maxItems 100
                   */
                  allow?: string[];
                  /**
                   * @maxItems 100
                   */
                  deny?: string[];
                };
                brokeredIdentity?: {
                  kind: 'user' | 'agentIdentity' | 'managedIdentity' | 'servicePrincipal' | 'key';
                  userPassthrough: boolean;
                  shortLived?: boolean;
                };
                agents: number;
                activity?: {
                  thisWeek: number;
                  lastWeek: number;
                  lastActive?: string;
                };
              }[];
            };
          };
        };
        400: {
          content: {
            'application/problem+json': Problem;
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/connectors/{id}': {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              displayName: string;
              status: 'approved' | 'probation' | 'rejected' | 'revoked';
              /**
               * @maxItems 3
               */
              environments: ('dev' | 'pilot' | 'production')[];
              tierCeiling: 'readOnly' | 'draftOnly' | 'delegatedAction';
              /**
               * @maxItems 4
               */
              labels: ('public' | 'general' | 'confidential' | 'highlyConfidential')[];
              systemClass:
                | 'mail'
                | 'chat'
                | 'files'
                | 'calendar'
                | 'finance'
                | 'crm'
                | 'ticketing'
                | 'knowledge'
                | 'web'
                | 'other';
              /**
               * @maxItems 300
               */
              tools: {
                name: string;
                effect: 'read' | 'draft' | 'write' | 'send';
                /**
                 * @maxItems 50
                 */
                recipientArguments?: string[];
                amountArgument?: string;
                /**
                 * @maxItems 50
                 */
                referenceArguments?: string[];
                /**
                 * @maxItems 50
                 */
                contentArguments?: string[];
                reversible?: boolean;
                dispatch?: {
                  toolArgument: string;
                  argumentsArgument: string;
                };
              }[];
              probationEnds?: string;
              vendor?: string;
              contract?: string;
              businessGroup?: string;
              /**
               * @maxItems 100
               */
              scopes?: {
                name: string;
                reason?: string;
                mailboxWide?: boolean;
              }[];
              scopeLevel?:
                | 'item'
                | 'library'
                | 'site'
                | 'project'
                | 'resourceGroup'
                | 'subscription'
                | 'tenant';
              connection?: 'projectScoped' | 'shared';
              /**
               * @maxItems 50
               */
              dataDomains?: string[];
              dataClassification?: {
                label: 'public' | 'general' | 'confidential' | 'highlyConfidential';
                confidentialNotes: boolean;
                executiveMailboxes: boolean;
                hrDocuments: boolean;
                legalCorrespondence: boolean;
              };
              contentSources?: {
                /**
                 * @maxItems 100
                 */
                allow?: string[];
                /**
                 * @maxItems 100
                 */
                deny?: string[];
              };
              brokeredIdentity?: {
                kind: 'user' | 'agentIdentity' | 'managedIdentity' | 'servicePrincipal' | 'key';
                userPassthrough: boolean;
                shortLived?: boolean;
              };
            };
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        404: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/connectors/{id}/revoke': {
    post: {
      parameters: {
        path: {
          id: string;
        };
        header?: {
          /**
           * A repeat with the same key and body gets the stored answer.
           */
          'Idempotency-Key'?: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            reason: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              displayName: string;
              status: 'approved' | 'probation' | 'rejected' | 'revoked';
              /**
               * @maxItems 3
               */
              environments: ('dev' | 'pilot' | 'production')[];
              tierCeiling: 'readOnly' | 'draftOnly' | 'delegatedAction';
              /**
               * @maxItems 4
               */
              labels: ('public' | 'general' | 'confidential' | 'highlyConfidential')[];
              systemClass:
                | 'mail'
                | 'chat'
                | 'files'
                | 'calendar'
                | 'finance'
                | 'crm'
                | 'ticketing'
                | 'knowledge'
                | 'web'
                | 'other';
              /**
               * @maxItems 300
               */
              tools: {
                name: string;
                effect: 'read' | 'draft' | 'write' | 'send';
                /**
                 * @maxItems 50
                 */
                recipientArguments?: string[];
                amountArgument?: string;
                /**
                 * @maxItems 50
                 */
                referenceArguments?: string[];
                /**
                 * @maxItems 50
                 */
                contentArguments?: string[];
                reversible?: boolean;
                dispatch?: {
                  toolArgument: string;
                  argumentsArgument: string;
                };
              }[];
              probationEnds?: string;
              vendor?: string;
              contract?: string;
              businessGroup?: string;
              /**
               * @maxItems 100
               */
              scopes?: {
                name: string;
                reason?: string;
                mailboxWide?: boolean;
              }[];
              scopeLevel?:
                | 'item'
                | 'library'
                | 'site'
                | 'project'
                | 'resourceGroup'
                | 'subscription'
                | 'tenant';
              connection?: 'projectScoped' | 'shared';
              /**
               * @maxItems 50
               */
              dataDomains?: string[];
              dataClassification?: {
                label: 'public' | 'general' | 'confidential' | 'highlyConfidential';
                confidentialNotes: boolean;
                executiveMailboxes: boolean;
                hrDocuments: boolean;
                legalCorrespondence: boolean;
              };
              contentSources?: {
                /**
                 * @maxItems 100
                 */
                allow?: string[];
                /**
                 * @maxItems 100
                 */
                deny?: string[];
              };
              brokeredIdentity?: {
                kind: 'user' | 'agentIdentity' | 'managedIdentity' | 'servicePrincipal' | 'key';
                userPassthrough: boolean;
                shortLived?: boolean;
              };
            };
          };
        };
        400: {
          content: {
            'application/problem+json': Problem;
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        404: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        409: {
          content: {
            'application/problem+json': Problem;
          };
        };
        413: {
          content: {
            'application/problem+json': Problem;
          };
        };
        415: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/pauses': {
    post: {
      parameters: {
        header?: {
          /**
           * A repeat with the same key and body gets the stored answer.
           */
          'Idempotency-Key'?: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            target: string;
            reason: string;
            for?: string;
          };
        };
      };
      responses: {
        201: {
          content: {
            'application/json': {
              id: string;
              target: string;
              reason: string;
              status: 'inForce' | 'lifted';
              by?: string;
              byName?: string;
              liftedByName?: string;
              byBoard: boolean;
              at: string;
              seq: number;
              until?: string;
              lifted?: {
                at: string;
                by?: string;
                reason: string;
                automatic: boolean;
              };
              levers: {
                name: string;
                to: 'stop' | 'release';
                calledAt?: string;
                answer?: string;
                readAt?: string;
                readAs?: string;
                open?: string;
              }[];
              complete: boolean;
              voided: string[];
              held: string[];
            };
          };
        };
        400: {
          content: {
            'application/problem+json': Problem;
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        404: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        409: {
          content: {
            'application/problem+json': Problem;
          };
        };
        413: {
          content: {
            'application/problem+json': Problem;
          };
        };
        415: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
    get: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {
              items: {
                id: string;
                target: string;
                reason: string;
                status: 'inForce' | 'lifted';
                by?: string;
                byName?: string;
                liftedByName?: string;
                byBoard: boolean;
                at: string;
                seq: number;
                until?: string;
                lifted?: {
                  at: string;
                  by?: string;
                  reason: string;
                  automatic: boolean;
                };
                levers: {
                  name: string;
                  to: 'stop' | 'release';
                  calledAt?: string;
                  answer?: string;
                  readAt?: string;
                  readAs?: string;
                  open?: string;
                }[];
                complete: boolean;
                voided: string[];
                held: string[];
              }[];
            };
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/pauses/{id}/lift': {
    post: {
      parameters: {
        path: {
          id: string;
        };
        header?: {
          /**
           * A repeat with the same key and body gets the stored answer.
           */
          'Idempotency-Key'?: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            reason: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              target: string;
              reason: string;
              status: 'inForce' | 'lifted';
              by?: string;
              byName?: string;
              liftedByName?: string;
              byBoard: boolean;
              at: string;
              seq: number;
              until?: string;
              lifted?: {
                at: string;
                by?: string;
                reason: string;
                automatic: boolean;
              };
              levers: {
                name: string;
                to: 'stop' | 'release';
                calledAt?: string;
                answer?: string;
                readAt?: string;
                readAs?: string;
                open?: string;
              }[];
              complete: boolean;
              voided: string[];
              held: string[];
            };
          };
        };
        400: {
          content: {
            'application/problem+json': Problem;
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        404: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        409: {
          content: {
            'application/problem+json': Problem;
          };
        };
        413: {
          content: {
            'application/problem+json': Problem;
          };
        };
        415: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/grants': {
    get: {
      parameters: {
        query?: {
          agentId?: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              items: {
                id: string;
                requestId: string;
                agentId: string;
                connectorId: string;
                tool: string;
                recipients: string[];
                amountUpTo?: string;
                currency?: string;
                until: string;
                givenAt: string;
                approvers: string[];
                reason: string;
                status: 'live' | 'revoked' | 'ended';
              }[];
            };
          };
        };
        400: {
          content: {
            'application/problem+json': Problem;
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/grants/{id}/revoke': {
    post: {
      parameters: {
        path: {
          id: string;
        };
        header?: {
          /**
           * A repeat with the same key and body gets the stored answer.
           */
          'Idempotency-Key'?: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            reason?: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              requestId: string;
              agentId: string;
              connectorId: string;
              tool: string;
              recipients: string[];
              amountUpTo?: string;
              currency?: string;
              until: string;
              givenAt: string;
              approvers: string[];
              reason: string;
              status: 'live' | 'revoked' | 'ended';
            };
          };
        };
        400: {
          content: {
            'application/problem+json': Problem;
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        404: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        409: {
          content: {
            'application/problem+json': Problem;
          };
        };
        413: {
          content: {
            'application/problem+json': Problem;
          };
        };
        415: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/exceptions': {
    get: {
      parameters: {
        query?: {
          agentId?: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              items: {
                id: string;
                requestId: string;
                agentId: string;
                connectorId?: string;
                from:
                  | 'quota'
                  | 'contentSources'
                  | 'labels'
                  | 'businessHours'
                  | 'mailboxWideScope'
                  | 'releaseWindow'
                  | 'enterpriseGate'
                  | 'retention'
                  | 'ownership';
                what: string;
                why: string;
                owner: string;
                approvers: string[];
                since: string;
                ageDays: number;
                until: string;
                status: 'live' | 'closed' | 'ended';
              }[];
            };
          };
        };
        400: {
          content: {
            'application/problem+json': Problem;
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/exceptions/{id}/close': {
    post: {
      parameters: {
        path: {
          id: string;
        };
        header?: {
          /**
           * A repeat with the same key and body gets the stored answer.
           */
          'Idempotency-Key'?: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            reason?: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              requestId: string;
              agentId: string;
              connectorId?: string;
              from:
                | 'quota'
                | 'contentSources'
                | 'labels'
                | 'businessHours'
                | 'mailboxWideScope'
                | 'releaseWindow'
                | 'enterpriseGate'
                | 'retention'
                | 'ownership';
              what: string;
              why: string;
              owner: string;
              approvers: string[];
              since: string;
              ageDays: number;
              until: string;
              status: 'live' | 'closed' | 'ended';
            };
          };
        };
        400: {
          content: {
            'application/problem+json': Problem;
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        404: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        409: {
          content: {
            'application/problem+json': Problem;
          };
        };
        413: {
          content: {
            'application/problem+json': Problem;
          };
        };
        415: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/release-calendar': {
    get: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {
              configured: boolean;
              windows: {
                id: string;
                /**
                 * @minItems 1
                 * @maxItems 3
                 */
                environments: ('dev' | 'pilot' | 'production')[];
                department?: string;
                agentId?: string;
                /**
                 * @minItems 1
                 * @maxItems 7
                 */
                days: number[];
                from: string;
                to: string;
                timeZone: string;
              }[];
              freezes: {
                id: string;
                /**
                 * @minItems 1
                 * @maxItems 3
                 */
                environments: ('dev' | 'pilot' | 'production')[];
                department?: string;
                agentId?: string;
                from: string;
                to: string;
                reason: string;
              }[];
              setAt?: string;
              setBy?: string;
              now: {
                environment: 'dev' | 'pilot' | 'production';
                open: boolean;
                freeze?: string;
                next?: {
                  window: string;
                  from: string;
                  to: string;
                };
              }[];
              proposal?: {
                windows: {
                  id: string;
                  /**
                   * @minItems 1
                   * @maxItems 3
                   */
                  environments: ('dev' | 'pilot' | 'production')[];
                  department?: string;
                  agentId?: string;
                  /**
                   * @minItems 1
                   * @maxItems 7
                   */
                  days: number[];
                  from: string;
                  to: string;
                  timeZone: string;
                }[];
                freezes: {
                  id: string;
                  /**
                   * @minItems 1
                   * @maxItems 3
                   */
                  environments: ('dev' | 'pilot' | 'production')[];
                  department?: string;
                  agentId?: string;
                  from: string;
                  to: string;
                  reason: string;
                }[];
                digest: string;
                reason: string;
                widens: string[];
                proposedBy: string;
                proposedAt: string;
                until: string;
              };
            };
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
    put: {
      parameters: {
        query?: {
          preview?: 'true' | 'false';
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /**
             * @maxItems 20
             */
            windows: {
              id: string;
              /**
               * @minItems 1
               * @maxItems 3
               */
              environments: ('dev' | 'pilot' | 'production')[];
              department?: string;
              agentId?: string;
              /**
               * @minItems 1
               * @maxItems 7
               */
              days: number[];
              from: string;
              to: string;
              timeZone: string;
            }[];
            /**
             * @maxItems 20
             */
            freezes: {
              id: string;
              /**
               * @minItems 1
               * @maxItems 3
               */
              environments: ('dev' | 'pilot' | 'production')[];
              department?: string;
              agentId?: string;
              from: string;
              to: string;
              reason: string;
            }[];
            reason: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json':
              | {
                  configured: boolean;
                  windows: {
                    id: string;
                    /**
                     * @minItems 1
                     * @maxItems 3
                     */
                    environments: ('dev' | 'pilot' | 'production')[];
                    department?: string;
                    agentId?: string;
                    /**
                     * @minItems 1
                     * @maxItems 7
                     */
                    days: number[];
                    from: string;
                    to: string;
                    timeZone: string;
                  }[];
                  freezes: {
                    id: string;
                    /**
                     * @minItems 1
                     * @maxItems 3
                     */
                    environments: ('dev' | 'pilot' | 'production')[];
                    department?: string;
                    agentId?: string;
                    from: string;
                    to: string;
                    reason: string;
                  }[];
                  setAt?: string;
                  setBy?: string;
                  now: {
                    environment: 'dev' | 'pilot' | 'production';
                    open: boolean;
                    freeze?: string;
                    next?: {
                      window: string;
                      from: string;
                      to: string;
                    };
                  }[];
                  proposal?: {
                    windows: {
                      id: string;
                      /**
                       * @minItems 1
                       * @maxItems 3
                       */
                      environments: ('dev' | 'pilot' | 'production')[];
                      department?: string;
                      agentId?: string;
                      /**
                       * @minItems 1
                       * @maxItems 7
                       */
                      days: number[];
                      from: string;
                      to: string;
                      timeZone: string;
                    }[];
                    freezes: {
                      id: string;
                      /**
                       * @minItems 1
                       * @maxItems 3
                       */
                      environments: ('dev' | 'pilot' | 'production')[];
                      department?: string;
                      agentId?: string;
                      from: string;
                      to: string;
                      reason: string;
                    }[];
                    digest: string;
                    reason: string;
                    widens: string[];
                    proposedBy: string;
                    proposedAt: string;
                    until: string;
                  };
                }
              | {
                  effect: 'set' | 'proposed' | 'kept';
                  widens: string[];
                };
          };
        };
        400: {
          content: {
            'application/problem+json': Problem;
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        413: {
          content: {
            'application/problem+json': Problem;
          };
        };
        415: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/release-calendar/answer': {
    post: {
      parameters: {
        header?: {
          /**
           * A repeat with the same key and body gets the stored answer.
           */
          'Idempotency-Key'?: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            answer: 'adopt' | 'reject';
            digest: string;
            reason?: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              configured: boolean;
              windows: {
                id: string;
                /**
                 * @minItems 1
                 * @maxItems 3
                 */
                environments: ('dev' | 'pilot' | 'production')[];
                department?: string;
                agentId?: string;
                /**
                 * @minItems 1
                 * @maxItems 7
                 */
                days: number[];
                from: string;
                to: string;
                timeZone: string;
              }[];
              freezes: {
                id: string;
                /**
                 * @minItems 1
                 * @maxItems 3
                 */
                environments: ('dev' | 'pilot' | 'production')[];
                department?: string;
                agentId?: string;
                from: string;
                to: string;
                reason: string;
              }[];
              setAt?: string;
              setBy?: string;
              now: {
                environment: 'dev' | 'pilot' | 'production';
                open: boolean;
                freeze?: string;
                next?: {
                  window: string;
                  from: string;
                  to: string;
                };
              }[];
              proposal?: {
                windows: {
                  id: string;
                  /**
                   * @minItems 1
                   * @maxItems 3
                   */
                  environments: ('dev' | 'pilot' | 'production')[];
                  department?: string;
                  agentId?: string;
                  /**
                   * @minItems 1
                   * @maxItems 7
                   */
                  days: number[];
                  from: string;
                  to: string;
                  timeZone: string;
                }[];
                freezes: {
                  id: string;
                  /**
                   * @minItems 1
                   * @maxItems 3
                   */
                  environments: ('dev' | 'pilot' | 'production')[];
                  department?: string;
                  agentId?: string;
                  from: string;
                  to: string;
                  reason: string;
                }[];
                digest: string;
                reason: string;
                widens: string[];
                proposedBy: string;
                proposedAt: string;
                until: string;
              };
            };
          };
        };
        400: {
          content: {
            'application/problem+json': Problem;
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        409: {
          content: {
            'application/problem+json': Problem;
          };
        };
        413: {
          content: {
            'application/problem+json': Problem;
          };
        };
        415: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/policy/bundle': {
    get: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {
              bundle: string;
              inForce: boolean;
              since?: string;
              cases: number;
              files: {
                name: string;
                tenant: boolean;
                text: string;
              }[];
              policies: {
                id: string;
                file: string;
                effect: 'permit' | 'forbid';
                priority: number;
                sentence: string;
                needsApproval?: {
                  approver: string;
                  quorum: number;
                  stepUp: boolean;
                };
                annotations: {
                  [k: string]: string | undefined;
                };
              }[];
            };
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        404: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/policy/reload': {
    post: {
      parameters: {
        header?: {
          /**
           * A repeat with the same key and body gets the stored answer.
           */
          'Idempotency-Key'?: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            reason: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              bundle: string;
              changed: boolean;
            };
          };
        };
        400: {
          content: {
            'application/problem+json': Problem;
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        409: {
          content: {
            'application/problem+json': Problem;
          };
        };
        413: {
          content: {
            'application/problem+json': Problem;
          };
        };
        415: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/requests': {
    post: {
      parameters: {
        header?: {
          /**
           * A repeat with the same key and body gets the stored answer.
           */
          'Idempotency-Key'?: string;
        };
      };
      requestBody: {
        content: {
          'application/json':
            | {
                kind: 'outboundAction';
                agentId: string;
                connectorId: string;
                tool: string;
                arguments: {
                  [k: string]: _Schema0 | undefined;
                };
                justification?: string;
                onBehalfOf?: string;
              }
            | {
                kind: 'connector';
                connectorId: string;
                displayName: string;
                vendor?: string;
                systemClass:
                  | 'mail'
                  | 'chat'
                  | 'files'
                  | 'calendar'
                  | 'finance'
                  | 'crm'
                  | 'ticketing'
                  | 'knowledge'
                  | 'web'
                  | 'other';
                /**
                 * @maxItems 50
                 */
                dataDomains: string[];
                /**
                 * @maxItems 50
                 */
                scopes: string[];
                scopeLevel?:
                  | 'item'
                  | 'library'
                  | 'site'
                  | 'project'
                  | 'resourceGroup'
                  | 'subscription'
                  | 'tenant';
                scopeReason?: string;
                connection: 'projectScoped' | 'shared';
                /**
                 * @maxItems 300
                 */
                tools: {
                  name: string;
                  effect: 'read' | 'draft' | 'write' | 'send';
                  /**
                   * @maxItems 50
                   */
                  recipientArguments?: string[];
                  amountArgument?: string;
                  /**
                   * @maxItems 50
                   */
                  referenceArguments?: string[];
                  /**
                   * @maxItems 50
                   */
                  contentArguments?: string[];
                  reversible?: boolean;
                  dispatch?: {
                    toolArgument: string;
                    argumentsArgument: string;
                  };
                }[];
                businessJustification: string;
                securityNotes: string;
                dataClassification: {
                  label: 'public' | 'general' | 'confidential' | 'highlyConfidential';
                  confidentialNotes: boolean;
                  executiveMailboxes: boolean;
                  hrDocuments: boolean;
                  legalCorrespondence: boolean;
                };
                rollbackPlan: string;
                requestedFor: string;
                environment: 'dev' | 'pilot' | 'production';
              }
            | {
                kind: 'tierEscalation';
                agentId: string;
                connectorId: string;
                toTier: 'readOnly' | 'draftOnly' | 'delegatedAction';
                for?: string;
                reason: string;
              }
            | {
                kind: 'standingGrant';
                agentId: string;
                connectorId: string;
                tool: string;
                /**
                 * @maxItems 100
                 */
                recipients: string[];
                amountUpTo?: string;
                currency?: string;
                until: string;
                justification: string;
              }
            | {
                kind: 'promotion';
                agentId: string;
                toEnvironment?: 'dev' | 'pilot' | 'production';
                toPhase?: 'pilot' | 'department' | 'enterprise';
                reason: string;
                rollbackPlan: string;
              }
            | {
                kind: 'boundsChange';
                agentId: string;
                connectorId?: string;
                changes: {
                  /**
                   * @maxItems 4
                   */
                  dataLabels?: ('public' | 'general' | 'confidential' | 'highlyConfidential')[];
                  contentSources?: {
                    /**
                     * @maxItems 100
                     */
                    allow?: string[];
                    /**
                     * @maxItems 100
                     */
                    deny?: string[];
                  };
                  quota?: {
                    perHour?: number;
                    perDay?: number;
                  };
                  /**
                   * @maxItems 50
                   */
                  models?: string[];
                  businessGroup?: string;
                  retentionClass?: 'short' | 'standard' | 'extended' | 'regulated';
                  criticality?: 'low' | 'normal' | 'high';
                  expires?: string;
                  /**
                   * @maxItems 20
                   */
                  identities?: string[];
                  /**
                   * @maxItems 100
                   */
                  scopes?: {
                    name: string;
                    reason?: string;
                    mailboxWide?: boolean;
                  }[];
                  scopeLevel?:
                    | 'item'
                    | 'library'
                    | 'site'
                    | 'project'
                    | 'resourceGroup'
                    | 'subscription'
                    | 'tenant';
                  /**
                   * @maxItems 4
                   */
                  labels?: ('public' | 'general' | 'confidential' | 'highlyConfidential')[];
                  /**
                   * @maxItems 3
                   */
                  environments?: ('dev' | 'pilot' | 'production')[];
                  /**
                   * @maxItems 50
                   */
                  dataDomains?: string[];
                  dataClassification?: {
                    label: 'public' | 'general' | 'confidential' | 'highlyConfidential';
                    confidentialNotes: boolean;
                    executiveMailboxes: boolean;
                    hrDocuments: boolean;
                    legalCorrespondence: boolean;
                  };
                  connection?: 'projectScoped' | 'shared';
                  brokeredIdentity?: {
                    kind: 'user' | 'agentIdentity' | 'managedIdentity' | 'servicePrincipal' | 'key';
                    userPassthrough: boolean;
                    shortLived?: boolean;
                  };
                  vendor?: string;
                  tierCeiling?: 'readOnly' | 'draftOnly' | 'delegatedAction';
                };
                for?: string;
                reason: string;
              }
            | {
                kind: 'deviation';
                agentId: string;
                connectorId?: string;
                from:
                  | 'quota'
                  | 'contentSources'
                  | 'labels'
                  | 'businessHours'
                  | 'mailboxWideScope'
                  | 'releaseWindow'
                  | 'enterpriseGate'
                  | 'retention'
                  | 'ownership';
                what: string;
                why: string;
                owner: string;
                until: string;
              }
            | {
                kind: 'policyChange';
                title: string;
                justification: string;
                /**
                 * @maxItems 50
                 */
                files?: {
                  name: string;
                  text: string;
                }[];
                patch?: {
                  /**
                   * @maxItems 50
                   */
                  put?: {
                    name: string;
                    text: string;
                  }[];
                  /**
                   * @maxItems 50
                   */
                  remove?: string[];
                };
              }
            | {
                kind: 'modelList';
                businessGroup: string;
                /**
                 * @maxItems 50
                 */
                add?: string[];
                unbounded?: true;
                reason: string;
              };
        };
      };
      responses: {
        201: {
          content: {
            'application/json': {
              id: string;
              kind: string;
              status:
                | 'pending'
                | 'approved'
                | 'rejected'
                | 'expired'
                | 'withdrawn'
                | 'redeemed'
                | 'lapsed'
                | 'undone'
                | 'void';
              agentId: string;
              connectorId?: string;
              agentName?: string;
              connectorName?: string;
              digest: string;
              does?: string;
              detail?: string;
              impact?: {
                text: string;
                weight: 'good' | 'warning' | 'attention';
              };
              warnings?: string[];
              presets?: {
                value: string;
                title: string;
              }[];
              tool?: string;
              because?: string;
              policies?: string[];
              bundle?: string;
              environment?: 'dev' | 'pilot' | 'production';
              fromTier?: 'readOnly' | 'draftOnly' | 'delegatedAction';
              toTier?: 'readOnly' | 'draftOnly' | 'delegatedAction';
              for?: string;
              until?: string;
              requester: {
                kind: string;
                id?: string;
              };
              askedAt: string;
              due: string;
              stages: {
                seat: string;
                quorum: number;
                answers: {
                  person: {
                    id: string;
                    name: string;
                  };
                  answer: string;
                  at: string;
                  reason?: string;
                  preset?: string;
                  confirms?: string[];
                  right?:
                    | {
                        by: 'role';
                        source: 'directory' | 'example';
                        group?: string;
                        activation?: {
                          state: 'active' | 'none' | 'unknown';
                          id?: string;
                          ends?: string;
                        };
                        at: string;
                      }
                    | {
                        by: 'manager';
                        source: 'directory' | 'example';
                        of: {
                          id: string;
                          name: string;
                        };
                        at: string;
                      }
                    | {
                        by: 'registry';
                        writtenAt: string;
                      };
                }[];
              }[];
              stage: number;
              mayAnswer: {
                id: string;
                name: string;
              }[];
              escalation?: {
                to: 'backup' | 'manager' | 'board';
                from: string;
                people: {
                  id: string;
                  name: string;
                }[];
              }[];
              stepUp?: true;
              heldBy?: string;
              redeemBy?: string;
              undoUntil?: string;
              decidedBy?: {
                id: string;
                name: string;
              };
              decidedAt?: string;
              endedAt?: string;
              reason?: string;
              preset?: string;
              facts?: _Schema3;
              arguments?: {
                [k: string]: _Schema4 | undefined;
              };
              justification?: string;
              title?: string;
              /**
               * @maxItems 50
               */
              files?: {
                name: string;
                text: string;
              }[];
              /**
               * @maxItems 50
               */
              replaced?: {
                name: string;
                text: string;
              }[];
              figures?: {
                weeks: number;
                from: string;
                events: {
                  read: number;
                  all: number;
                };
                judged: number;
                unchanged: number;
                otherwiseSince: number;
                notJudged: number;
                rules: {
                  added: string[];
                  removed: string[];
                  changed: string[];
                };
                changes: {
                  from: 'allow' | 'needsApproval' | 'deny';
                  to: 'allow' | 'needsApproval' | 'deny';
                  was: string;
                  by: string;
                  count: number;
                  examples: {
                    id: string;
                    agent: string;
                    tool: string;
                    was: string;
                    would: string;
                  }[];
                }[];
              };
              fromEnvironment?: 'dev' | 'pilot' | 'production';
              toEnvironment?: 'dev' | 'pilot' | 'production';
              fromPhase?: 'pilot' | 'department' | 'enterprise';
              toPhase?: 'pilot' | 'department' | 'enterprise';
              changes?: {
                /**
                 * @maxItems 4
                 */
                dataLabels?: ('public' | 'general' | 'confidential' | 'highlyConfidential')[];
                contentSources?: {
                  /**
                   * @maxItems 100
                   */
                  allow?: string[];
                  /**
                   * @maxItems 100
                   */
                  deny?: string[];
                };
                quota?: {
                  perHour?: number;
                  perDay?: number;
                };
                /**
                 * @maxItems 50
                 */
                models?: string[];
                businessGroup?: string;
                retentionClass?: 'short' | 'standard' | 'extended' | 'regulated';
                criticality?: 'low' | 'normal' | 'high';
                expires?: string;
                /**
                 * @maxItems 20
                 */
                identities?: string[];
                /**
                 * @maxItems 100
                 */
                scopes?: {
                  name: string;
                  reason?: string;
                  mailboxWide?: boolean;
                }[];
                scopeLevel?:
                  | 'item'
                  | 'library'
                  | 'site'
                  | 'project'
                  | 'resourceGroup'
                  | 'subscription'
                  | 'tenant';
                /**
                 * @maxItems 4
                 */
                labels?: ('public' | 'general' | 'confidential' | 'highlyConfidential')[];
                /**
                 * @maxItems 3
                 */
                environments?: ('dev' | 'pilot' | 'production')[];
                /**
                 * @maxItems 50
                 */
                dataDomains?: string[];
                dataClassification?: {
                  label: 'public' | 'general' | 'confidential' | 'highlyConfidential';
                  confidentialNotes: boolean;
                  executiveMailboxes: boolean;
                  hrDocuments: boolean;
                  legalCorrespondence: boolean;
                };
                connection?: 'projectScoped' | 'shared';
                brokeredIdentity?: {
                  kind: 'user' | 'agentIdentity' | 'managedIdentity' | 'servicePrincipal' | 'key';
                  userPassthrough: boolean;
                  shortLived?: boolean;
                };
                vendor?: string;
                tierCeiling?: 'readOnly' | 'draftOnly' | 'delegatedAction';
              };
              before?: {
                /**
                 * @maxItems 4
                 */
                dataLabels?: ('public' | 'general' | 'confidential' | 'highlyConfidential')[];
                contentSources?: {
                  /**
                   * @maxItems 100
                   */
                  allow?: string[];
                  /**
                   * @maxItems 100
                   */
                  deny?: string[];
                };
                quota?: {
                  perHour?: number;
                  perDay?: number;
                };
                /**
                 * @maxItems 50
                 */
                models?: string[];
                businessGroup?: string;
                retentionClass?: 'short' | 'standard' | 'extended' | 'regulated';
                criticality?: 'low' | 'normal' | 'high';
                expires?: string;
                /**
                 * @maxItems 20
                 */
                identities?: string[];
                /**
                 * @maxItems 100
                 */
                scopes?: {
                  name: string;
                  reason?: string;
                  mailboxWide?: boolean;
                }[];
                scopeLevel?:
                  | 'item'
                  | 'library'
                  | 'site'
                  | 'project'
                  | 'resourceGroup'
                  | 'subscription'
                  | 'tenant';
                /**
                 * @maxItems 4
                 */
                labels?: ('public' | 'general' | 'confidential' | 'highlyConfidential')[];
                /**
                 * @maxItems 3
                 */
                environments?: ('dev' | 'pilot' | 'production')[];
                /**
                 * @maxItems 50
                 */
                dataDomains?: string[];
                dataClassification?: {
                  label: 'public' | 'general' | 'confidential' | 'highlyConfidential';
                  confidentialNotes: boolean;
                  executiveMailboxes: boolean;
                  hrDocuments: boolean;
                  legalCorrespondence: boolean;
                };
                connection?: 'projectScoped' | 'shared';
                brokeredIdentity?: {
                  kind: 'user' | 'agentIdentity' | 'managedIdentity' | 'servicePrincipal' | 'key';
                  userPassthrough: boolean;
                  shortLived?: boolean;
                };
                vendor?: string;
                tierCeiling?: 'readOnly' | 'draftOnly' | 'delegatedAction';
              };
              calls?: {
                thisWeek: number;
                lastWeek: number;
              };
              businessGroup?: string;
              models?: string[];
              adds?: string[];
              groupAgents?: number;
              from?: string;
              what?: string;
              owner?: string;
              recipients?: string[];
              amountUpTo?: string;
              currency?: string;
              onBehalfOf?: string;
              requestedFor?: string;
              displayName?: string;
              vendor?: string;
              systemClass?: string;
              dataDomains?: string[];
              scopes?: string[];
              scopeLevel?: string;
              scopeReason?: string;
              connection?: string;
              /**
               * @maxItems 300
               */
              tools?: {
                name: string;
                effect: 'read' | 'draft' | 'write' | 'send';
                /**
                 * @maxItems 50
                 */
                recipientArguments?: string[];
                amountArgument?: string;
                /**
                 * @maxItems 50
                 */
                referenceArguments?: string[];
                /**
                 * @maxItems 50
                 */
                contentArguments?: string[];
                reversible?: boolean;
                dispatch?: {
                  toolArgument: string;
                  argumentsArgument: string;
                };
              }[];
              businessJustification?: string;
              securityNotes?: string;
              dataClassification?: {
                label: 'public' | 'general' | 'confidential' | 'highlyConfidential';
                confidentialNotes: boolean;
                executiveMailboxes: boolean;
                hrDocuments: boolean;
                legalCorrespondence: boolean;
              };
              rollbackPlan?: string;
              receipt?: string;
            };
          };
        };
        400: {
          content: {
            'application/problem+json': Problem;
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        404: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        409: {
          content: {
            'application/problem+json': Problem;
          };
        };
        413: {
          content: {
            'application/problem+json': Problem;
          };
        };
        415: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
    get: {
      parameters: {
        query?: {
          status?:
            | 'pending'
            | 'approved'
            | 'rejected'
            | 'expired'
            | 'withdrawn'
            | 'redeemed'
            | 'lapsed'
            | 'undone'
            | 'void';
          agentId?: string;
          kind?:
            | 'outboundAction'
            | 'connector'
            | 'tierEscalation'
            | 'standingGrant'
            | 'promotion'
            | 'boundsChange'
            | 'policyChange'
            | 'modelList'
            | 'deviation';
          waitsFor?: 'me';
          order?: 'key' | 'newest' | 'oldest' | 'due';
          after?: string;
          limit?: number;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              items: {
                id: string;
                kind: string;
                status:
                  | 'pending'
                  | 'approved'
                  | 'rejected'
                  | 'expired'
                  | 'withdrawn'
                  | 'redeemed'
                  | 'lapsed'
                  | 'undone'
                  | 'void';
                agentId: string;
                connectorId?: string;
                agentName?: string;
                connectorName?: string;
                digest: string;
                does?: string;
                detail?: string;
                impact?: {
                  text: string;
                  weight: 'good' | 'warning' | 'attention';
                };
                warnings?: string[];
                presets?: {
                  value: string;
                  title: string;
                }[];
                tool?: string;
                because?: string;
                policies?: string[];
                bundle?: string;
                environment?: 'dev' | 'pilot' | 'production';
                fromTier?: 'readOnly' | 'draftOnly' | 'delegatedAction';
                toTier?: 'readOnly' | 'draftOnly' | 'delegatedAction';
                for?: string;
                until?: string;
                requester: {
                  kind: string;
                  id?: string;
                };
                askedAt: string;
                due: string;
                stages: {
                  seat: string;
                  quorum: number;
                  answers: {
                    person: {
                      id: string;
                      name: string;
                    };
                    answer: string;
                    at: string;
                    reason?: string;
                    preset?: string;
                    confirms?: string[];
                    right?:
                      | {
                          by: 'role';
                          source: 'directory' | 'example';
                          group?: string;
                          activation?: {
                            state: 'active' | 'none' | 'unknown';
                            id?: string;
                            ends?: string;
                          };
                          at: string;
                        }
                      | {
                          by: 'manager';
                          source: 'directory' | 'example';
                          of: {
                            id: string;
                            name: string;
                          };
                          at: string;
                        }
                      | {
                          by: 'registry';
                          writtenAt: string;
                        };
                  }[];
                }[];
                stage: number;
                mayAnswer: {
                  id: string;
                  name: string;
                }[];
                escalation?: {
                  to: 'backup' | 'manager' | 'board';
                  from: string;
                  people: {
                    id: string;
                    name: string;
                  }[];
                }[];
                stepUp?: true;
                heldBy?: string;
                redeemBy?: string;
                undoUntil?: string;
                decidedBy?: {
                  id: string;
                  name: string;
                };
                decidedAt?: string;
                endedAt?: string;
                reason?: string;
                preset?: string;
                facts?: _Schema3;
                arguments?: {
                  [k: string]: _Schema4 | undefined;
                };
                justification?: string;
                title?: string;
                /**
                 * @maxItems 50
                 */
                files?: {
                  name: string;
                  text: string;
                }[];
                /**
                 * @maxItems 50
                 */
                replaced?: {
                  name: string;
                  text: string;
                }[];
                figures?: {
                  weeks: number;
                  from: string;
                  events: {
                    read: number;
                    all: number;
                  };
                  judged: number;
                  unchanged: number;
                  otherwiseSince: number;
                  notJudged: number;
                  rules: {
                    added: string[];
                    removed: string[];
                    changed: string[];
                  };
                  changes: {
                    from: 'allow' | 'needsApproval' | 'deny';
                    to: 'allow' | 'needsApproval' | 'deny';
                    was: string;
                    by: string;
                    count: number;
                    examples: {
                      id: string;
                      agent: string;
                      tool: string;
                      was: string;
                      would: string;
                    }[];
                  }[];
                };
                fromEnvironment?: 'dev' | 'pilot' | 'production';
                toEnvironment?: 'dev' | 'pilot' | 'production';
                fromPhase?: 'pilot' | 'department' | 'enterprise';
                toPhase?: 'pilot' | 'department' | 'enterprise';
                changes?: {
                  /**
                   * @maxItems 4
                   */
                  dataLabels?: ('public' | 'general' | 'confidential' | 'highlyConfidential')[];
                  contentSources?: {
                    /**
                     * @maxItems 100
                     */
                    allow?: string[];
                    /**
                     * @maxItems 100
                     */
                    deny?: string[];
                  };
                  quota?: {
                    perHour?: number;
                    perDay?: number;
                  };
                  /**
                   * @maxItems 50
                   */
                  models?: string[];
                  businessGroup?: string;
                  retentionClass?: 'short' | 'standard' | 'extended' | 'regulated';
                  criticality?: 'low' | 'normal' | 'high';
                  expires?: string;
                  /**
                   * @maxItems 20
                   */
                  identities?: string[];
                  /**
                   * @maxItems 100
                   */
                  scopes?: {
                    name: string;
                    reason?: string;
                    mailboxWide?: boolean;
                  }[];
                  scopeLevel?:
                    | 'item'
                    | 'library'
                    | 'site'
                    | 'project'
                    | 'resourceGroup'
                    | 'subscription'
                    | 'tenant';
                  /**
                   * @maxItems 4
                   */
                  labels?: ('public' | 'general' | 'confidential' | 'highlyConfidential')[];
                  /**
                   * @maxItems 3
                   */
                  environments?: ('dev' | 'pilot' | 'production')[];
                  /**
                   * @maxItems 50
                   */
                  dataDomains?: string[];
                  dataClassification?: {
                    label: 'public' | 'general' | 'confidential' | 'highlyConfidential';
                    confidentialNotes: boolean;
                    executiveMailboxes: boolean;
                    hrDocuments: boolean;
                    legalCorrespondence: boolean;
                  };
                  connection?: 'projectScoped' | 'shared';
                  brokeredIdentity?: {
                    kind: 'user' | 'agentIdentity' | 'managedIdentity' | 'servicePrincipal' | 'key';
                    userPassthrough: boolean;
                    shortLived?: boolean;
                  };
                  vendor?: string;
                  tierCeiling?: 'readOnly' | 'draftOnly' | 'delegatedAction';
                };
                before?: {
                  /**
                   * @maxItems 4
                   */
                  dataLabels?: ('public' | 'general' | 'confidential' | 'highlyConfidential')[];
                  contentSources?: {
                    /**
                     * @maxItems 100
                     */
                    allow?: string[];
                    /**
                     * @maxItems 100
                     */
                    deny?: string[];
                  };
                  quota?: {
                    perHour?: number;
                    perDay?: number;
                  };
                  /**
                   * @maxItems 50
                   */
                  models?: string[];
                  businessGroup?: string;
                  retentionClass?: 'short' | 'standard' | 'extended' | 'regulated';
                  criticality?: 'low' | 'normal' | 'high';
                  expires?: string;
                  /**
                   * @maxItems 20
                   */
                  identities?: string[];
                  /**
                   * @maxItems 100
                   */
                  scopes?: {
                    name: string;
                    reason?: string;
                    mailboxWide?: boolean;
                  }[];
                  scopeLevel?:
                    | 'item'
                    | 'library'
                    | 'site'
                    | 'project'
                    | 'resourceGroup'
                    | 'subscription'
                    | 'tenant';
                  /**
                   * @maxItems 4
                   */
                  labels?: ('public' | 'general' | 'confidential' | 'highlyConfidential')[];
                  /**
                   * @maxItems 3
                   */
                  environments?: ('dev' | 'pilot' | 'production')[];
                  /**
                   * @maxItems 50
                   */
                  dataDomains?: string[];
                  dataClassification?: {
                    label: 'public' | 'general' | 'confidential' | 'highlyConfidential';
                    confidentialNotes: boolean;
                    executiveMailboxes: boolean;
                    hrDocuments: boolean;
                    legalCorrespondence: boolean;
                  };
                  connection?: 'projectScoped' | 'shared';
                  brokeredIdentity?: {
                    kind: 'user' | 'agentIdentity' | 'managedIdentity' | 'servicePrincipal' | 'key';
                    userPassthrough: boolean;
                    shortLived?: boolean;
                  };
                  vendor?: string;
                  tierCeiling?: 'readOnly' | 'draftOnly' | 'delegatedAction';
                };
                calls?: {
                  thisWeek: number;
                  lastWeek: number;
                };
                businessGroup?: string;
                models?: string[];
                adds?: string[];
                groupAgents?: number;
                from?: string;
                what?: string;
                owner?: string;
                recipients?: string[];
                amountUpTo?: string;
                currency?: string;
                onBehalfOf?: string;
                requestedFor?: string;
                displayName?: string;
                vendor?: string;
                systemClass?: string;
                dataDomains?: string[];
                scopes?: string[];
                scopeLevel?: string;
                scopeReason?: string;
                connection?: string;
                /**
                 * @maxItems 300
                 */
                tools?: {
                  name: string;
                  effect: 'read' | 'draft' | 'write' | 'send';
                  /**
                   * @maxItems 50
                   */
                  recipientArguments?: string[];
                  amountArgument?: string;
                  /**
                   * @maxItems 50
                   */
                  referenceArguments?: string[];
                  /**
                   * @maxItems 50
                   */
                  contentArguments?: string[];
                  reversible?: boolean;
                  dispatch?: {
                    toolArgument: string;
                    argumentsArgument: string;
                  };
                }[];
                businessJustification?: string;
                securityNotes?: string;
                dataClassification?: {
                  label: 'public' | 'general' | 'confidential' | 'highlyConfidential';
                  confidentialNotes: boolean;
                  executiveMailboxes: boolean;
                  hrDocuments: boolean;
                  legalCorrespondence: boolean;
                };
                rollbackPlan?: string;
                receipt?: string;
              }[];
            };
          };
        };
        400: {
          content: {
            'application/problem+json': Problem;
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/requests/{id}': {
    get: {
      parameters: {
        path: {
          id: string;
        };
        query?: {
          wait?: number;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              kind: string;
              status:
                | 'pending'
                | 'approved'
                | 'rejected'
                | 'expired'
                | 'withdrawn'
                | 'redeemed'
                | 'lapsed'
                | 'undone'
                | 'void';
              agentId: string;
              connectorId?: string;
              agentName?: string;
              connectorName?: string;
              digest: string;
              does?: string;
              detail?: string;
              impact?: {
                text: string;
                weight: 'good' | 'warning' | 'attention';
              };
              warnings?: string[];
              presets?: {
                value: string;
                title: string;
              }[];
              tool?: string;
              because?: string;
              policies?: string[];
              bundle?: string;
              environment?: 'dev' | 'pilot' | 'production';
              fromTier?: 'readOnly' | 'draftOnly' | 'delegatedAction';
              toTier?: 'readOnly' | 'draftOnly' | 'delegatedAction';
              for?: string;
              until?: string;
              requester: {
                kind: string;
                id?: string;
              };
              askedAt: string;
              due: string;
              stages: {
                seat: string;
                quorum: number;
                answers: {
                  person: {
                    id: string;
                    name: string;
                  };
                  answer: string;
                  at: string;
                  reason?: string;
                  preset?: string;
                  confirms?: string[];
                  right?:
                    | {
                        by: 'role';
                        source: 'directory' | 'example';
                        group?: string;
                        activation?: {
                          state: 'active' | 'none' | 'unknown';
                          id?: string;
                          ends?: string;
                        };
                        at: string;
                      }
                    | {
                        by: 'manager';
                        source: 'directory' | 'example';
                        of: {
                          id: string;
                          name: string;
                        };
                        at: string;
                      }
                    | {
                        by: 'registry';
                        writtenAt: string;
                      };
                }[];
              }[];
              stage: number;
              mayAnswer: {
                id: string;
                name: string;
              }[];
              escalation?: {
                to: 'backup' | 'manager' | 'board';
                from: string;
                people: {
                  id: string;
                  name: string;
                }[];
              }[];
              stepUp?: true;
              heldBy?: string;
              redeemBy?: string;
              undoUntil?: string;
              decidedBy?: {
                id: string;
                name: string;
              };
              decidedAt?: string;
              endedAt?: string;
              reason?: string;
              preset?: string;
              facts?: _Schema3;
              arguments?: {
                [k: string]: _Schema4 | undefined;
              };
              justification?: string;
              title?: string;
              /**
               * @maxItems 50
               */
              files?: {
                name: string;
                text: string;
              }[];
              /**
               * @maxItems 50
               */
              replaced?: {
                name: string;
                text: string;
              }[];
              figures?: {
                weeks: number;
                from: string;
                events: {
                  read: number;
                  all: number;
                };
                judged: number;
                unchanged: number;
                otherwiseSince: number;
                notJudged: number;
                rules: {
                  added: string[];
                  removed: string[];
                  changed: string[];
                };
                changes: {
                  from: 'allow' | 'needsApproval' | 'deny';
                  to: 'allow' | 'needsApproval' | 'deny';
                  was: string;
                  by: string;
                  count: number;
                  examples: {
                    id: string;
                    agent: string;
                    tool: string;
                    was: string;
                    would: string;
                  }[];
                }[];
              };
              fromEnvironment?: 'dev' | 'pilot' | 'production';
              toEnvironment?: 'dev' | 'pilot' | 'production';
              fromPhase?: 'pilot' | 'department' | 'enterprise';
              toPhase?: 'pilot' | 'department' | 'enterprise';
              changes?: {
                /**
                 * @maxItems 4
                 */
                dataLabels?: ('public' | 'general' | 'confidential' | 'highlyConfidential')[];
                contentSources?: {
                  /**
                   * @maxItems 100
                   */
                  allow?: string[];
                  /**
                   * @maxItems 100
                   */
                  deny?: string[];
                };
                quota?: {
                  perHour?: number;
                  perDay?: number;
                };
                /**
                 * @maxItems 50
                 */
                models?: string[];
                businessGroup?: string;
                retentionClass?: 'short' | 'standard' | 'extended' | 'regulated';
                criticality?: 'low' | 'normal' | 'high';
                expires?: string;
                /**
                 * @maxItems 20
                 */
                identities?: string[];
                /**
                 * @maxItems 100
                 */
                scopes?: {
                  name: string;
                  reason?: string;
                  mailboxWide?: boolean;
                }[];
                scopeLevel?:
                  | 'item'
                  | 'library'
                  | 'site'
                  | 'project'
                  | 'resourceGroup'
                  | 'subscription'
                  | 'tenant';
                /**
                 * @maxItems 4
                 */
                labels?: ('public' | 'general' | 'confidential' | 'highlyConfidential')[];
                /**
                 * @maxItems 3
                 */
                environments?: ('dev' | 'pilot' | 'production')[];
                /**
                 * @maxItems 50
                 */
                dataDomains?: string[];
                dataClassification?: {
                  label: 'public' | 'general' | 'confidential' | 'highlyConfidential';
                  confidentialNotes: boolean;
                  executiveMailboxes: boolean;
                  hrDocuments: boolean;
                  legalCorrespondence: boolean;
                };
                connection?: 'projectScoped' | 'shared';
                brokeredIdentity?: {
                  kind: 'user' | 'agentIdentity' | 'managedIdentity' | 'servicePrincipal' | 'key';
                  userPassthrough: boolean;
                  shortLived?: boolean;
                };
                vendor?: string;
                tierCeiling?: 'readOnly' | 'draftOnly' | 'delegatedAction';
              };
              before?: {
                /**
                 * @maxItems 4
                 */
                dataLabels?: ('public' | 'general' | 'confidential' | 'highlyConfidential')[];
                contentSources?: {
                  /**
                   * @maxItems 100
                   */
                  allow?: string[];
                  /**
                   * @maxItems 100
                   */
                  deny?: string[];
                };
                quota?: {
                  perHour?: number;
                  perDay?: number;
                };
                /**
                 * @maxItems 50
                 */
                models?: string[];
                businessGroup?: string;
                retentionClass?: 'short' | 'standard' | 'extended' | 'regulated';
                criticality?: 'low' | 'normal' | 'high';
                expires?: string;
                /**
                 * @maxItems 20
                 */
                identities?: string[];
                /**
                 * @maxItems 100
                 */
                scopes?: {
                  name: string;
                  reason?: string;
                  mailboxWide?: boolean;
                }[];
                scopeLevel?:
                  | 'item'
                  | 'library'
                  | 'site'
                  | 'project'
                  | 'resourceGroup'
                  | 'subscription'
                  | 'tenant';
                /**
                 * @maxItems 4
                 */
                labels?: ('public' | 'general' | 'confidential' | 'highlyConfidential')[];
                /**
                 * @maxItems 3
                 */
                environments?: ('dev' | 'pilot' | 'production')[];
                /**
                 * @maxItems 50
                 */
                dataDomains?: string[];
                dataClassification?: {
                  label: 'public' | 'general' | 'confidential' | 'highlyConfidential';
                  confidentialNotes: boolean;
                  executiveMailboxes: boolean;
                  hrDocuments: boolean;
                  legalCorrespondence: boolean;
                };
                connection?: 'projectScoped' | 'shared';
                brokeredIdentity?: {
                  kind: 'user' | 'agentIdentity' | 'managedIdentity' | 'servicePrincipal' | 'key';
                  userPassthrough: boolean;
                  shortLived?: boolean;
                };
                vendor?: string;
                tierCeiling?: 'readOnly' | 'draftOnly' | 'delegatedAction';
              };
              calls?: {
                thisWeek: number;
                lastWeek: number;
              };
              businessGroup?: string;
              models?: string[];
              adds?: string[];
              groupAgents?: number;
              from?: string;
              what?: string;
              owner?: string;
              recipients?: string[];
              amountUpTo?: string;
              currency?: string;
              onBehalfOf?: string;
              requestedFor?: string;
              displayName?: string;
              vendor?: string;
              systemClass?: string;
              dataDomains?: string[];
              scopes?: string[];
              scopeLevel?: string;
              scopeReason?: string;
              connection?: string;
              /**
               * @maxItems 300
               */
              tools?: {
                name: string;
                effect: 'read' | 'draft' | 'write' | 'send';
                /**
                 * @maxItems 50
                 */
                recipientArguments?: string[];
                amountArgument?: string;
                /**
                 * @maxItems 50
                 */
                referenceArguments?: string[];
                /**
                 * @maxItems 50
                 */
                contentArguments?: string[];
                reversible?: boolean;
                dispatch?: {
                  toolArgument: string;
                  argumentsArgument: string;
                };
              }[];
              businessJustification?: string;
              securityNotes?: string;
              dataClassification?: {
                label: 'public' | 'general' | 'confidential' | 'highlyConfidential';
                confidentialNotes: boolean;
                executiveMailboxes: boolean;
                hrDocuments: boolean;
                legalCorrespondence: boolean;
              };
              rollbackPlan?: string;
              receipt?: string;
            };
          };
        };
        400: {
          content: {
            'application/problem+json': Problem;
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        404: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/requests/{id}/answer': {
    post: {
      parameters: {
        path: {
          id: string;
        };
        header?: {
          /**
           * A repeat with the same key and body gets the stored answer.
           */
          'Idempotency-Key'?: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            answer: 'approve' | 'reject';
            digest: string;
            reason?: string;
            preset?:
              | 'wrongRecipient'
              | 'wrongContent'
              | 'notNow'
              | 'notAllowed'
              | 'tooMuch'
              | 'incomplete';
            /**
             * @maxItems 300
             */
            confirms?: string[];
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              kind: string;
              status:
                | 'pending'
                | 'approved'
                | 'rejected'
                | 'expired'
                | 'withdrawn'
                | 'redeemed'
                | 'lapsed'
                | 'undone'
                | 'void';
              agentId: string;
              connectorId?: string;
              agentName?: string;
              connectorName?: string;
              digest: string;
              does?: string;
              detail?: string;
              impact?: {
                text: string;
                weight: 'good' | 'warning' | 'attention';
              };
              warnings?: string[];
              presets?: {
                value: string;
                title: string;
              }[];
              tool?: string;
              because?: string;
              policies?: string[];
              bundle?: string;
              environment?: 'dev' | 'pilot' | 'production';
              fromTier?: 'readOnly' | 'draftOnly' | 'delegatedAction';
              toTier?: 'readOnly' | 'draftOnly' | 'delegatedAction';
              for?: string;
              until?: string;
              requester: {
                kind: string;
                id?: string;
              };
              askedAt: string;
              due: string;
              stages: {
                seat: string;
                quorum: number;
                answers: {
                  person: {
                    id: string;
                    name: string;
                  };
                  answer: string;
                  at: string;
                  reason?: string;
                  preset?: string;
                  confirms?: string[];
                  right?:
                    | {
                        by: 'role';
                        source: 'directory' | 'example';
                        group?: string;
                        activation?: {
                          state: 'active' | 'none' | 'unknown';
                          id?: string;
                          ends?: string;
                        };
                        at: string;
                      }
                    | {
                        by: 'manager';
                        source: 'directory' | 'example';
                        of: {
                          id: string;
                          name: string;
                        };
                        at: string;
                      }
                    | {
                        by: 'registry';
                        writtenAt: string;
                      };
                }[];
              }[];
              stage: number;
              mayAnswer: {
                id: string;
                name: string;
              }[];
              escalation?: {
                to: 'backup' | 'manager' | 'board';
                from: string;
                people: {
                  id: string;
                  name: string;
                }[];
              }[];
              stepUp?: true;
              heldBy?: string;
              redeemBy?: string;
              undoUntil?: string;
              decidedBy?: {
                id: string;
                name: string;
              };
              decidedAt?: string;
              endedAt?: string;
              reason?: string;
              preset?: string;
              facts?: _Schema3;
              arguments?: {
                [k: string]: _Schema4 | undefined;
              };
              justification?: string;
              title?: string;
              /**
               * @maxItems 50
               */
              files?: {
                name: string;
                text: string;
              }[];
              /**
               * @maxItems 50
               */
              replaced?: {
                name: string;
                text: string;
              }[];
              figures?: {
                weeks: number;
                from: string;
                events: {
                  read: number;
                  all: number;
                };
                judged: number;
                unchanged: number;
                otherwiseSince: number;
                notJudged: number;
                rules: {
                  added: string[];
                  removed: string[];
                  changed: string[];
                };
                changes: {
                  from: 'allow' | 'needsApproval' | 'deny';
                  to: 'allow' | 'needsApproval' | 'deny';
                  was: string;
                  by: string;
                  count: number;
                  examples: {
                    id: string;
                    agent: string;
                    tool: string;
                    was: string;
                    would: string;
                  }[];
                }[];
              };
              fromEnvironment?: 'dev' | 'pilot' | 'production';
              toEnvironment?: 'dev' | 'pilot' | 'production';
              fromPhase?: 'pilot' | 'department' | 'enterprise';
              toPhase?: 'pilot' | 'department' | 'enterprise';
              changes?: {
                /**
                 * @maxItems 4
                 */
                dataLabels?: ('public' | 'general' | 'confidential' | 'highlyConfidential')[];
                contentSources?: {
                  /**
                   * @maxItems 100
                   */
                  allow?: string[];
                  /**
                   * @maxItems 100
                   */
                  deny?: string[];
                };
                quota?: {
                  perHour?: number;
                  perDay?: number;
                };
                /**
                 * @maxItems 50
                 */
                models?: string[];
                businessGroup?: string;
                retentionClass?: 'short' | 'standard' | 'extended' | 'regulated';
                criticality?: 'low' | 'normal' | 'high';
                expires?: string;
                /**
                 * @maxItems 20
                 */
                identities?: string[];
                /**
                 * @maxItems 100
                 */
                scopes?: {
                  name: string;
                  reason?: string;
                  mailboxWide?: boolean;
                }[];
                scopeLevel?:
                  | 'item'
                  | 'library'
                  | 'site'
                  | 'project'
                  | 'resourceGroup'
                  | 'subscription'
                  | 'tenant';
                /**
                 * @maxItems 4
                 */
                labels?: ('public' | 'general' | 'confidential' | 'highlyConfidential')[];
                /**
                 * @maxItems 3
                 */
                environments?: ('dev' | 'pilot' | 'production')[];
                /**
                 * @maxItems 50
                 */
                dataDomains?: string[];
                dataClassification?: {
                  label: 'public' | 'general' | 'confidential' | 'highlyConfidential';
                  confidentialNotes: boolean;
                  executiveMailboxes: boolean;
                  hrDocuments: boolean;
                  legalCorrespondence: boolean;
                };
                connection?: 'projectScoped' | 'shared';
                brokeredIdentity?: {
                  kind: 'user' | 'agentIdentity' | 'managedIdentity' | 'servicePrincipal' | 'key';
                  userPassthrough: boolean;
                  shortLived?: boolean;
                };
                vendor?: string;
                tierCeiling?: 'readOnly' | 'draftOnly' | 'delegatedAction';
              };
              before?: {
                /**
                 * @maxItems 4
                 */
                dataLabels?: ('public' | 'general' | 'confidential' | 'highlyConfidential')[];
                contentSources?: {
                  /**
                   * @maxItems 100
                   */
                  allow?: string[];
                  /**
                   * @maxItems 100
                   */
                  deny?: string[];
                };
                quota?: {
                  perHour?: number;
                  perDay?: number;
                };
                /**
                 * @maxItems 50
                 */
                models?: string[];
                businessGroup?: string;
                retentionClass?: 'short' | 'standard' | 'extended' | 'regulated';
                criticality?: 'low' | 'normal' | 'high';
                expires?: string;
                /**
                 * @maxItems 20
                 */
                identities?: string[];
                /**
                 * @maxItems 100
                 */
                scopes?: {
                  name: string;
                  reason?: string;
                  mailboxWide?: boolean;
                }[];
                scopeLevel?:
                  | 'item'
                  | 'library'
                  | 'site'
                  | 'project'
                  | 'resourceGroup'
                  | 'subscription'
                  | 'tenant';
                /**
                 * @maxItems 4
                 */
                labels?: ('public' | 'general' | 'confidential' | 'highlyConfidential')[];
                /**
                 * @maxItems 3
                 */
                environments?: ('dev' | 'pilot' | 'production')[];
                /**
                 * @maxItems 50
                 */
                dataDomains?: string[];
                dataClassification?: {
                  label: 'public' | 'general' | 'confidential' | 'highlyConfidential';
                  confidentialNotes: boolean;
                  executiveMailboxes: boolean;
                  hrDocuments: boolean;
                  legalCorrespondence: boolean;
                };
                connection?: 'projectScoped' | 'shared';
                brokeredIdentity?: {
                  kind: 'user' | 'agentIdentity' | 'managedIdentity' | 'servicePrincipal' | 'key';
                  userPassthrough: boolean;
                  shortLived?: boolean;
                };
                vendor?: string;
                tierCeiling?: 'readOnly' | 'draftOnly' | 'delegatedAction';
              };
              calls?: {
                thisWeek: number;
                lastWeek: number;
              };
              businessGroup?: string;
              models?: string[];
              adds?: string[];
              groupAgents?: number;
              from?: string;
              what?: string;
              owner?: string;
              recipients?: string[];
              amountUpTo?: string;
              currency?: string;
              onBehalfOf?: string;
              requestedFor?: string;
              displayName?: string;
              vendor?: string;
              systemClass?: string;
              dataDomains?: string[];
              scopes?: string[];
              scopeLevel?: string;
              scopeReason?: string;
              connection?: string;
              /**
               * @maxItems 300
               */
              tools?: {
                name: string;
                effect: 'read' | 'draft' | 'write' | 'send';
                /**
                 * @maxItems 50
                 */
                recipientArguments?: string[];
                amountArgument?: string;
                /**
                 * @maxItems 50
                 */
                referenceArguments?: string[];
                /**
                 * @maxItems 50
                 */
                contentArguments?: string[];
                reversible?: boolean;
                dispatch?: {
                  toolArgument: string;
                  argumentsArgument: string;
                };
              }[];
              businessJustification?: string;
              securityNotes?: string;
              dataClassification?: {
                label: 'public' | 'general' | 'confidential' | 'highlyConfidential';
                confidentialNotes: boolean;
                executiveMailboxes: boolean;
                hrDocuments: boolean;
                legalCorrespondence: boolean;
              };
              rollbackPlan?: string;
              receipt?: string;
            };
          };
        };
        400: {
          content: {
            'application/problem+json': Problem;
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        404: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        409: {
          content: {
            'application/problem+json': Problem;
          };
        };
        413: {
          content: {
            'application/problem+json': Problem;
          };
        };
        415: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/requests/{id}/undo': {
    post: {
      parameters: {
        path: {
          id: string;
        };
        header?: {
          /**
           * A repeat with the same key and body gets the stored answer.
           */
          'Idempotency-Key'?: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            reason?: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              kind: string;
              status:
                | 'pending'
                | 'approved'
                | 'rejected'
                | 'expired'
                | 'withdrawn'
                | 'redeemed'
                | 'lapsed'
                | 'undone'
                | 'void';
              agentId: string;
              connectorId?: string;
              agentName?: string;
              connectorName?: string;
              digest: string;
              does?: string;
              detail?: string;
              impact?: {
                text: string;
                weight: 'good' | 'warning' | 'attention';
              };
              warnings?: string[];
              presets?: {
                value: string;
                title: string;
              }[];
              tool?: string;
              because?: string;
              policies?: string[];
              bundle?: string;
              environment?: 'dev' | 'pilot' | 'production';
              fromTier?: 'readOnly' | 'draftOnly' | 'delegatedAction';
              toTier?: 'readOnly' | 'draftOnly' | 'delegatedAction';
              for?: string;
              until?: string;
              requester: {
                kind: string;
                id?: string;
              };
              askedAt: string;
              due: string;
              stages: {
                seat: string;
                quorum: number;
                answers: {
                  person: {
                    id: string;
                    name: string;
                  };
                  answer: string;
                  at: string;
                  reason?: string;
                  preset?: string;
                  confirms?: string[];
                  right?:
                    | {
                        by: 'role';
                        source: 'directory' | 'example';
                        group?: string;
                        activation?: {
                          state: 'active' | 'none' | 'unknown';
                          id?: string;
                          ends?: string;
                        };
                        at: string;
                      }
                    | {
                        by: 'manager';
                        source: 'directory' | 'example';
                        of: {
                          id: string;
                          name: string;
                        };
                        at: string;
                      }
                    | {
                        by: 'registry';
                        writtenAt: string;
                      };
                }[];
              }[];
              stage: number;
              mayAnswer: {
                id: string;
                name: string;
              }[];
              escalation?: {
                to: 'backup' | 'manager' | 'board';
                from: string;
                people: {
                  id: string;
                  name: string;
                }[];
              }[];
              stepUp?: true;
              heldBy?: string;
              redeemBy?: string;
              undoUntil?: string;
              decidedBy?: {
                id: string;
                name: string;
              };
              decidedAt?: string;
              endedAt?: string;
              reason?: string;
              preset?: string;
              facts?: _Schema3;
              arguments?: {
                [k: string]: _Schema4 | undefined;
              };
              justification?: string;
              title?: string;
              /**
               * @maxItems 50
               */
              files?: {
                name: string;
                text: string;
              }[];
              /**
               * @maxItems 50
               */
              replaced?: {
                name: string;
                text: string;
              }[];
              figures?: {
                weeks: number;
                from: string;
                events: {
                  read: number;
                  all: number;
                };
                judged: number;
                unchanged: number;
                otherwiseSince: number;
                notJudged: number;
                rules: {
                  added: string[];
                  removed: string[];
                  changed: string[];
                };
                changes: {
                  from: 'allow' | 'needsApproval' | 'deny';
                  to: 'allow' | 'needsApproval' | 'deny';
                  was: string;
                  by: string;
                  count: number;
                  examples: {
                    id: string;
                    agent: string;
                    tool: string;
                    was: string;
                    would: string;
                  }[];
                }[];
              };
              fromEnvironment?: 'dev' | 'pilot' | 'production';
              toEnvironment?: 'dev' | 'pilot' | 'production';
              fromPhase?: 'pilot' | 'department' | 'enterprise';
              toPhase?: 'pilot' | 'department' | 'enterprise';
              changes?: {
                /**
                 * @maxItems 4
                 */
                dataLabels?: ('public' | 'general' | 'confidential' | 'highlyConfidential')[];
                contentSources?: {
                  /**
                   * @maxItems 100
                   */
                  allow?: string[];
                  /**
                   * @maxItems 100
                   */
                  deny?: string[];
                };
                quota?: {
                  perHour?: number;
                  perDay?: number;
                };
                /**
                 * @maxItems 50
                 */
                models?: string[];
                businessGroup?: string;
                retentionClass?: 'short' | 'standard' | 'extended' | 'regulated';
                criticality?: 'low' | 'normal' | 'high';
                expires?: string;
                /**
                 * @maxItems 20
                 */
                identities?: string[];
                /**
                 * @maxItems 100
                 */
                scopes?: {
                  name: string;
                  reason?: string;
                  mailboxWide?: boolean;
                }[];
                scopeLevel?:
                  | 'item'
                  | 'library'
                  | 'site'
                  | 'project'
                  | 'resourceGroup'
                  | 'subscription'
                  | 'tenant';
                /**
                 * @maxItems 4
                 */
                labels?: ('public' | 'general' | 'confidential' | 'highlyConfidential')[];
                /**
                 * @maxItems 3
                 */
                environments?: ('dev' | 'pilot' | 'production')[];
                /**
                 * @maxItems 50
                 */
                dataDomains?: string[];
                dataClassification?: {
                  label: 'public' | 'general' | 'confidential' | 'highlyConfidential';
                  confidentialNotes: boolean;
                  executiveMailboxes: boolean;
                  hrDocuments: boolean;
                  legalCorrespondence: boolean;
                };
                connection?: 'projectScoped' | 'shared';
                brokeredIdentity?: {
                  kind: 'user' | 'agentIdentity' | 'managedIdentity' | 'servicePrincipal' | 'key';
                  userPassthrough: boolean;
                  shortLived?: boolean;
                };
                vendor?: string;
                tierCeiling?: 'readOnly' | 'draftOnly' | 'delegatedAction';
              };
              before?: {
                /**
                 * @maxItems 4
                 */
                dataLabels?: ('public' | 'general' | 'confidential' | 'highlyConfidential')[];
                contentSources?: {
                  /**
                   * @maxItems 100
                   */
                  allow?: string[];
                  /**
                   * @maxItems 100
                   */
                  deny?: string[];
                };
                quota?: {
                  perHour?: number;
                  perDay?: number;
                };
                /**
                 * @maxItems 50
                 */
                models?: string[];
                businessGroup?: string;
                retentionClass?: 'short' | 'standard' | 'extended' | 'regulated';
                criticality?: 'low' | 'normal' | 'high';
                expires?: string;
                /**
                 * @maxItems 20
                 */
                identities?: string[];
                /**
                 * @maxItems 100
                 */
                scopes?: {
                  name: string;
                  reason?: string;
                  mailboxWide?: boolean;
                }[];
                scopeLevel?:
                  | 'item'
                  | 'library'
                  | 'site'
                  | 'project'
                  | 'resourceGroup'
                  | 'subscription'
                  | 'tenant';
                /**
                 * @maxItems 4
                 */
                labels?: ('public' | 'general' | 'confidential' | 'highlyConfidential')[];
                /**
                 * @maxItems 3
                 */
                environments?: ('dev' | 'pilot' | 'production')[];
                /**
                 * @maxItems 50
                 */
                dataDomains?: string[];
                dataClassification?: {
                  label: 'public' | 'general' | 'confidential' | 'highlyConfidential';
                  confidentialNotes: boolean;
                  executiveMailboxes: boolean;
                  hrDocuments: boolean;
                  legalCorrespondence: boolean;
                };
                connection?: 'projectScoped' | 'shared';
                brokeredIdentity?: {
                  kind: 'user' | 'agentIdentity' | 'managedIdentity' | 'servicePrincipal' | 'key';
                  userPassthrough: boolean;
                  shortLived?: boolean;
                };
                vendor?: string;
                tierCeiling?: 'readOnly' | 'draftOnly' | 'delegatedAction';
              };
              calls?: {
                thisWeek: number;
                lastWeek: number;
              };
              businessGroup?: string;
              models?: string[];
              adds?: string[];
              groupAgents?: number;
              from?: string;
              what?: string;
              owner?: string;
              recipients?: string[];
              amountUpTo?: string;
              currency?: string;
              onBehalfOf?: string;
              requestedFor?: string;
              displayName?: string;
              vendor?: string;
              systemClass?: string;
              dataDomains?: string[];
              scopes?: string[];
              scopeLevel?: string;
              scopeReason?: string;
              connection?: string;
              /**
               * @maxItems 300
               */
              tools?: {
                name: string;
                effect: 'read' | 'draft' | 'write' | 'send';
                /**
                 * @maxItems 50
                 */
                recipientArguments?: string[];
                amountArgument?: string;
                /**
                 * @maxItems 50
                 */
                referenceArguments?: string[];
                /**
                 * @maxItems 50
                 */
                contentArguments?: string[];
                reversible?: boolean;
                dispatch?: {
                  toolArgument: string;
                  argumentsArgument: string;
                };
              }[];
              businessJustification?: string;
              securityNotes?: string;
              dataClassification?: {
                label: 'public' | 'general' | 'confidential' | 'highlyConfidential';
                confidentialNotes: boolean;
                executiveMailboxes: boolean;
                hrDocuments: boolean;
                legalCorrespondence: boolean;
              };
              rollbackPlan?: string;
              receipt?: string;
            };
          };
        };
        400: {
          content: {
            'application/problem+json': Problem;
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        404: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        409: {
          content: {
            'application/problem+json': Problem;
          };
        };
        413: {
          content: {
            'application/problem+json': Problem;
          };
        };
        415: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/requests/{id}/withdraw': {
    post: {
      parameters: {
        path: {
          id: string;
        };
        header?: {
          /**
           * A repeat with the same key and body gets the stored answer.
           */
          'Idempotency-Key'?: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            reason?: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              kind: string;
              status:
                | 'pending'
                | 'approved'
                | 'rejected'
                | 'expired'
                | 'withdrawn'
                | 'redeemed'
                | 'lapsed'
                | 'undone'
                | 'void';
              agentId: string;
              connectorId?: string;
              agentName?: string;
              connectorName?: string;
              digest: string;
              does?: string;
              detail?: string;
              impact?: {
                text: string;
                weight: 'good' | 'warning' | 'attention';
              };
              warnings?: string[];
              presets?: {
                value: string;
                title: string;
              }[];
              tool?: string;
              because?: string;
              policies?: string[];
              bundle?: string;
              environment?: 'dev' | 'pilot' | 'production';
              fromTier?: 'readOnly' | 'draftOnly' | 'delegatedAction';
              toTier?: 'readOnly' | 'draftOnly' | 'delegatedAction';
              for?: string;
              until?: string;
              requester: {
                kind: string;
                id?: string;
              };
              askedAt: string;
              due: string;
              stages: {
                seat: string;
                quorum: number;
                answers: {
                  person: {
                    id: string;
                    name: string;
                  };
                  answer: string;
                  at: string;
                  reason?: string;
                  preset?: string;
                  confirms?: string[];
                  right?:
                    | {
                        by: 'role';
                        source: 'directory' | 'example';
                        group?: string;
                        activation?: {
                          state: 'active' | 'none' | 'unknown';
                          id?: string;
                          ends?: string;
                        };
                        at: string;
                      }
                    | {
                        by: 'manager';
                        source: 'directory' | 'example';
                        of: {
                          id: string;
                          name: string;
                        };
                        at: string;
                      }
                    | {
                        by: 'registry';
                        writtenAt: string;
                      };
                }[];
              }[];
              stage: number;
              mayAnswer: {
                id: string;
                name: string;
              }[];
              escalation?: {
                to: 'backup' | 'manager' | 'board';
                from: string;
                people: {
                  id: string;
                  name: string;
                }[];
              }[];
              stepUp?: true;
              heldBy?: string;
              redeemBy?: string;
              undoUntil?: string;
              decidedBy?: {
                id: string;
                name: string;
              };
              decidedAt?: string;
              endedAt?: string;
              reason?: string;
              preset?: string;
              facts?: _Schema3;
              arguments?: {
                [k: string]: _Schema4 | undefined;
              };
              justification?: string;
              title?: string;
              /**
               * @maxItems 50
               */
              files?: {
                name: string;
                text: string;
              }[];
              /**
               * @maxItems 50
               */
              replaced?: {
                name: string;
                text: string;
              }[];
              figures?: {
                weeks: number;
                from: string;
                events: {
                  read: number;
                  all: number;
                };
                judged: number;
                unchanged: number;
                otherwiseSince: number;
                notJudged: number;
                rules: {
                  added: string[];
                  removed: string[];
                  changed: string[];
                };
                changes: {
                  from: 'allow' | 'needsApproval' | 'deny';
                  to: 'allow' | 'needsApproval' | 'deny';
                  was: string;
                  by: string;
                  count: number;
                  examples: {
                    id: string;
                    agent: string;
                    tool: string;
                    was: string;
                    would: string;
                  }[];
                }[];
              };
              fromEnvironment?: 'dev' | 'pilot' | 'production';
              toEnvironment?: 'dev' | 'pilot' | 'production';
              fromPhase?: 'pilot' | 'department' | 'enterprise';
              toPhase?: 'pilot' | 'department' | 'enterprise';
              changes?: {
                /**
                 * @maxItems 4
                 */
                dataLabels?: ('public' | 'general' | 'confidential' | 'highlyConfidential')[];
                contentSources?: {
                  /**
                   * @maxItems 100
                   */
                  allow?: string[];
                  /**
                   * @maxItems 100
                   */
                  deny?: string[];
                };
                quota?: {
                  perHour?: number;
                  perDay?: number;
                };
                /**
                 * @maxItems 50
                 */
                models?: string[];
                businessGroup?: string;
                retentionClass?: 'short' | 'standard' | 'extended' | 'regulated';
                criticality?: 'low' | 'normal' | 'high';
                expires?: string;
                /**
                 * @maxItems 20
                 */
                identities?: string[];
                /**
                 * @maxItems 100
                 */
                scopes?: {
                  name: string;
                  reason?: string;
                  mailboxWide?: boolean;
                }[];
                scopeLevel?:
                  | 'item'
                  | 'library'
                  | 'site'
                  | 'project'
                  | 'resourceGroup'
                  | 'subscription'
                  | 'tenant';
                /**
                 * @maxItems 4
                 */
                labels?: ('public' | 'general' | 'confidential' | 'highlyConfidential')[];
                /**
                 * @maxItems 3
                 */
                environments?: ('dev' | 'pilot' | 'production')[];
                /**
                 * @maxItems 50
                 */
                dataDomains?: string[];
                dataClassification?: {
                  label: 'public' | 'general' | 'confidential' | 'highlyConfidential';
                  confidentialNotes: boolean;
                  executiveMailboxes: boolean;
                  hrDocuments: boolean;
                  legalCorrespondence: boolean;
                };
                connection?: 'projectScoped' | 'shared';
                brokeredIdentity?: {
                  kind: 'user' | 'agentIdentity' | 'managedIdentity' | 'servicePrincipal' | 'key';
                  userPassthrough: boolean;
                  shortLived?: boolean;
                };
                vendor?: string;
                tierCeiling?: 'readOnly' | 'draftOnly' | 'delegatedAction';
              };
              before?: {
                /**
                 * @maxItems 4
                 */
                dataLabels?: ('public' | 'general' | 'confidential' | 'highlyConfidential')[];
                contentSources?: {
                  /**
                   * @maxItems 100
                   */
                  allow?: string[];
                  /**
                   * @maxItems 100
                   */
                  deny?: string[];
                };
                quota?: {
                  perHour?: number;
                  perDay?: number;
                };
                /**
                 * @maxItems 50
                 */
                models?: string[];
                businessGroup?: string;
                retentionClass?: 'short' | 'standard' | 'extended' | 'regulated';
                criticality?: 'low' | 'normal' | 'high';
                expires?: string;
                /**
                 * @maxItems 20
                 */
                identities?: string[];
                /**
                 * @maxItems 100
                 */
                scopes?: {
                  name: string;
                  reason?: string;
                  mailboxWide?: boolean;
                }[];
                scopeLevel?:
                  | 'item'
                  | 'library'
                  | 'site'
                  | 'project'
                  | 'resourceGroup'
                  | 'subscription'
                  | 'tenant';
                /**
                 * @maxItems 4
                 */
                labels?: ('public' | 'general' | 'confidential' | 'highlyConfidential')[];
                /**
                 * @maxItems 3
                 */
                environments?: ('dev' | 'pilot' | 'production')[];
                /**
                 * @maxItems 50
                 */
                dataDomains?: string[];
                dataClassification?: {
                  label: 'public' | 'general' | 'confidential' | 'highlyConfidential';
                  confidentialNotes: boolean;
                  executiveMailboxes: boolean;
                  hrDocuments: boolean;
                  legalCorrespondence: boolean;
                };
                connection?: 'projectScoped' | 'shared';
                brokeredIdentity?: {
                  kind: 'user' | 'agentIdentity' | 'managedIdentity' | 'servicePrincipal' | 'key';
                  userPassthrough: boolean;
                  shortLived?: boolean;
                };
                vendor?: string;
                tierCeiling?: 'readOnly' | 'draftOnly' | 'delegatedAction';
              };
              calls?: {
                thisWeek: number;
                lastWeek: number;
              };
              businessGroup?: string;
              models?: string[];
              adds?: string[];
              groupAgents?: number;
              from?: string;
              what?: string;
              owner?: string;
              recipients?: string[];
              amountUpTo?: string;
              currency?: string;
              onBehalfOf?: string;
              requestedFor?: string;
              displayName?: string;
              vendor?: string;
              systemClass?: string;
              dataDomains?: string[];
              scopes?: string[];
              scopeLevel?: string;
              scopeReason?: string;
              connection?: string;
              /**
               * @maxItems 300
               */
              tools?: {
                name: string;
                effect: 'read' | 'draft' | 'write' | 'send';
                /**
                 * @maxItems 50
                 */
                recipientArguments?: string[];
                amountArgument?: string;
                /**
                 * @maxItems 50
                 */
                referenceArguments?: string[];
                /**
                 * @maxItems 50
                 */
                contentArguments?: string[];
                reversible?: boolean;
                dispatch?: {
                  toolArgument: string;
                  argumentsArgument: string;
                };
              }[];
              businessJustification?: string;
              securityNotes?: string;
              dataClassification?: {
                label: 'public' | 'general' | 'confidential' | 'highlyConfidential';
                confidentialNotes: boolean;
                executiveMailboxes: boolean;
                hrDocuments: boolean;
                legalCorrespondence: boolean;
              };
              rollbackPlan?: string;
              receipt?: string;
            };
          };
        };
        400: {
          content: {
            'application/problem+json': Problem;
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        404: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        409: {
          content: {
            'application/problem+json': Problem;
          };
        };
        413: {
          content: {
            'application/problem+json': Problem;
          };
        };
        415: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/receipts/redeem': {
    post: {
      parameters: {
        header?: {
          /**
           * A repeat with the same key and body gets the stored answer.
           */
          'Idempotency-Key'?: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            receipt: string;
            arguments: {
              [k: string]: _Schema1 | undefined;
            };
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              request: string;
              agentId: string;
              connectorId: string;
              tool: string;
              digest: string;
              approvers: string[];
              redeemed: true;
            };
          };
        };
        400: {
          content: {
            'application/problem+json': Problem;
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        409: {
          content: {
            'application/problem+json': Problem;
          };
        };
        410: {
          content: {
            'application/problem+json': Problem;
          };
        };
        413: {
          content: {
            'application/problem+json': Problem;
          };
        };
        415: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/reviews': {
    post: {
      parameters: {
        header?: {
          /**
           * A repeat with the same key and body gets the stored answer.
           */
          'Idempotency-Key'?: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            department?: string;
            due: string;
            quarterly?: boolean;
          };
        };
      };
      responses: {
        201: {
          content: {
            'application/json': {
              id: string;
            };
          };
        };
        400: {
          content: {
            'application/problem+json': Problem;
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        404: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        409: {
          content: {
            'application/problem+json': Problem;
          };
        };
        413: {
          content: {
            'application/problem+json': Problem;
          };
        };
        415: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
    get: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {
              items: {
                id: string;
                department?: string;
                quarterly: boolean;
                startedAt: string;
                due: string;
                status: 'open' | 'overdue' | 'complete';
                agents: number;
                done: number;
                completion: number;
              }[];
              waiting: {
                campaign: string;
                agentId: string;
                reviewer: string;
                due: string;
                open: number;
                items: {
                  key: string;
                  section: 'permissions' | 'connectors' | 'scopes' | 'exceptions';
                  text: string;
                  /**
                   * @minItems 1
                   */
                  choices: ('keep' | 'reduce' | 'revoke')[];
                  answer?: 'keep' | 'reduce' | 'revoke';
                  answeredAt?: string;
                  answeredBy?: string;
                  handed?: true;
                }[];
              }[];
            };
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/reviews/calendar.ics': {
    get: {
      parameters: {};
      responses: {
        200: {
          content: {
            'text/calendar': string;
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/reviews/{id}': {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              department?: string;
              quarterly: boolean;
              startedAt: string;
              due: string;
              status: 'open' | 'overdue' | 'complete';
              agents: number;
              done: number;
              completion: number;
            };
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        404: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/reviews/{id}/agents/{agentId}': {
    get: {
      parameters: {
        path: {
          id: string;
          agentId: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              campaign: string;
              agentId: string;
              reviewer: string;
              due: string;
              open: number;
              items: {
                key: string;
                section: 'permissions' | 'connectors' | 'scopes' | 'exceptions';
                text: string;
                /**
                 * @minItems 1
                 */
                choices: ('keep' | 'reduce' | 'revoke')[];
                answer?: 'keep' | 'reduce' | 'revoke';
                answeredAt?: string;
                answeredBy?: string;
                handed?: true;
              }[];
            };
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        404: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
    post: {
      parameters: {
        path: {
          id: string;
          agentId: string;
        };
        header?: {
          /**
           * A repeat with the same key and body gets the stored answer.
           */
          'Idempotency-Key'?: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /**
             * @minItems 1
             * @maxItems 400
             */
            answers: {
              item: string;
              choice: 'keep' | 'reduce' | 'revoke';
            }[];
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              campaign: string;
              agentId: string;
              reviewer: string;
              due: string;
              open: number;
              items: {
                key: string;
                section: 'permissions' | 'connectors' | 'scopes' | 'exceptions';
                text: string;
                /**
                 * @minItems 1
                 */
                choices: ('keep' | 'reduce' | 'revoke')[];
                answer?: 'keep' | 'reduce' | 'revoke';
                answeredAt?: string;
                answeredBy?: string;
                handed?: true;
              }[];
            };
          };
        };
        400: {
          content: {
            'application/problem+json': Problem;
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        404: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        409: {
          content: {
            'application/problem+json': Problem;
          };
        };
        413: {
          content: {
            'application/problem+json': Problem;
          };
        };
        415: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/authorize': {
    post: {
      parameters: {
        header?: {
          /**
           * A repeat with the same key and body gets the stored answer.
           */
          'Idempotency-Key'?: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            agentId: string;
            connectorId: string;
            tool: string;
            arguments: {
              [k: string]: _Schema2 | undefined;
            };
            onBehalfOf?: string;
            sessionId?: string;
            surface?: string;
            agentVersion?: string;
            model?: string;
            workflow?: string;
            justification?: string;
            context?: {
              promptHash?: string;
              contextRef?: string;
            };
            dryRun?: boolean;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              decisionId?: string;
              outcome: 'allow' | 'needsApproval' | 'deny';
              because: string;
              policies: string[];
              bundle: string;
              actionDigest: string;
              requestId?: string;
              redeem?: boolean;
              expiresAt?: string;
              grant?: string;
            };
          };
        };
        400: {
          content: {
            'application/problem+json': Problem;
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        409: {
          content: {
            'application/problem+json': Problem;
          };
        };
        413: {
          content: {
            'application/problem+json': Problem;
          };
        };
        415: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/decisions': {
    get: {
      parameters: {
        query?: {
          agentId?: string;
          connectorId?: string;
          outcome?: 'allow' | 'needsApproval' | 'deny';
          after?: string;
          limit?: number;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              items: {
                id: string;
                at: string;
                agentId: string;
                connectorId: string;
                tool: string;
                outcome: 'allow' | 'needsApproval' | 'deny';
                because: string;
                workflow: string;
                requestId?: string;
                grant?: string;
                onBehalfOf?: string;
              }[];
              readTo?: string;
            };
          };
        };
        400: {
          content: {
            'application/problem+json': Problem;
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/decisions/{id}': {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              at: string;
              agentId: string;
              connectorId: string;
              tool: string;
              outcome: 'allow' | 'needsApproval' | 'deny';
              because: string;
              policies: string[];
              bundle: string;
              actionDigest: string;
              requestId?: string;
              grant?: string;
              agentVersion: string;
              model?: string;
              workflow: string;
              surface?: string;
              sessionId?: string;
              onBehalfOf?: string;
              dataDomains?: string[];
              identity?: {
                kind: string;
                objectId: string;
              };
              permission?: {
                tier: string;
                reason: string;
                raisedBy?: string;
              };
              context?: {
                promptHash?: string;
                contextRef?: string;
              };
              environment?: string;
              phase?: string;
              labels?: string[];
              dataLabels?: string[];
              audiences?: string[];
              questions: {
                triggeredBy: {
                  question: string;
                  answer: string;
                  known: boolean;
                  link?: string;
                };
                why: {
                  question: string;
                  answer: string;
                  known: boolean;
                  link?: string;
                };
                permission: {
                  question: string;
                  answer: string;
                  known: boolean;
                  link?: string;
                };
                humanApproval: {
                  question: string;
                  answer: string;
                  known: boolean;
                  link?: string;
                };
                outputUsed: {
                  question: string;
                  answer: string;
                  known: boolean;
                  link?: string;
                };
              };
            };
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        404: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/outcomes': {
    post: {
      parameters: {
        header?: {
          /**
           * A repeat with the same key and body gets the stored answer.
           */
          'Idempotency-Key'?: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            decisionId: string;
            outcome: 'used' | 'edited' | 'discarded' | 'failed';
            edit?: 'light' | 'heavy';
            seconds?: number;
            baselineSeconds?: number;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              decisionId: string;
              outcome: string;
              recorded: boolean;
            };
          };
        };
        400: {
          content: {
            'application/problem+json': Problem;
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        404: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        409: {
          content: {
            'application/problem+json': Problem;
          };
        };
        413: {
          content: {
            'application/problem+json': Problem;
          };
        };
        415: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/policy/simulate': {
    post: {
      parameters: {
        header?: {
          /**
           * A repeat with the same key and body gets the stored answer.
           */
          'Idempotency-Key'?: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            /**
             * @maxItems 50
             */
            files?: {
              name: string;
              text: string;
            }[];
            patch?: {
              /**
               * @maxItems 50
               */
              put?: {
                name: string;
                text: string;
              }[];
              /**
               * @maxItems 50
               */
              remove?: string[];
            };
            weeks?: number;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              bundle: string;
              inForce: string;
              policies: number;
              rules: {
                added: string[];
                removed: string[];
                changed: string[];
              };
              weeks: number;
              from: string;
              events: {
                read: number;
                all: number;
              };
              judged: number;
              unchanged: number;
              otherwiseSince: number;
              notJudged: number;
              changes: {
                from: 'allow' | 'needsApproval' | 'deny';
                to: 'allow' | 'needsApproval' | 'deny';
                was: string;
                by: string;
                count: number;
                examples: {
                  id: string;
                  agent: string;
                  tool: string;
                  was: string;
                  would: string;
                }[];
              }[];
            };
          };
        };
        400: {
          content: {
            'application/problem+json': Problem;
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        409: {
          content: {
            'application/problem+json': Problem;
          };
        };
        413: {
          content: {
            'application/problem+json': Problem;
          };
        };
        415: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/feedback': {
    get: {
      parameters: {
        query?: {
          status?: 'open' | 'inProgress' | 'fixed' | 'confirmed' | 'closed' | 'declined';
          agentId?: string;
          category?:
            | 'wrongDataSource'
            | 'permissionFailure'
            | 'hallucinatedFacts'
            | 'policyViolation'
            | 'poorSummarization'
            | 'incorrectRouting'
            | 'shadowUse';
          order?: 'priority' | 'newest';
          after?: string;
          limit?: number;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              items: {
                id: string;
                agentId?: string;
                workflow: string;
                category: string;
                severity: 'low' | 'medium' | 'high' | 'critical';
                status: 'open' | 'inProgress' | 'fixed' | 'confirmed' | 'closed' | 'declined';
                reporter: {
                  id: string;
                  name: string;
                };
                at: string;
                owner?: {
                  id: string;
                  name: string;
                };
                remedy?: 'prompt' | 'connector' | 'policy' | 'training';
                text?: string;
                quoted?: string;
                where?: string;
                note?: string;
                answer?: string;
                reopened: number;
                defect: string;
                systemicSince?: string;
                priority?: {
                  value: number;
                  blocked: number;
                  severity: 'low' | 'medium' | 'high' | 'critical';
                  recurrence: number;
                };
              }[];
            };
          };
        };
        400: {
          content: {
            'application/problem+json': Problem;
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
    post: {
      parameters: {
        header?: {
          /**
           * A repeat with the same key and body gets the stored answer.
           */
          'Idempotency-Key'?: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            agentId: string;
            category:
              | 'wrongDataSource'
              | 'permissionFailure'
              | 'hallucinatedFacts'
              | 'policyViolation'
              | 'poorSummarization'
              | 'incorrectRouting';
            text: string;
            severity?: 'low' | 'medium' | 'high' | 'critical';
            workflow?: string;
          };
        };
      };
      responses: {
        201: {
          content: {
            'application/json': {
              id: string;
              agentId?: string;
              workflow: string;
              category: string;
              severity: 'low' | 'medium' | 'high' | 'critical';
              status: 'open' | 'inProgress' | 'fixed' | 'confirmed' | 'closed' | 'declined';
              reporter: {
                id: string;
                name: string;
              };
              at: string;
              owner?: {
                id: string;
                name: string;
              };
              remedy?: 'prompt' | 'connector' | 'policy' | 'training';
              text?: string;
              quoted?: string;
              where?: string;
              note?: string;
              answer?: string;
              reopened: number;
              defect: string;
              systemicSince?: string;
              priority?: {
                value: number;
                blocked: number;
                severity: 'low' | 'medium' | 'high' | 'critical';
                recurrence: number;
              };
            };
          };
        };
        400: {
          content: {
            'application/problem+json': Problem;
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        409: {
          content: {
            'application/problem+json': Problem;
          };
        };
        413: {
          content: {
            'application/problem+json': Problem;
          };
        };
        415: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/feedback/{id}': {
    get: {
      parameters: {
        path: {
          id: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              agentId?: string;
              workflow: string;
              category: string;
              severity: 'low' | 'medium' | 'high' | 'critical';
              status: 'open' | 'inProgress' | 'fixed' | 'confirmed' | 'closed' | 'declined';
              reporter: {
                id: string;
                name: string;
              };
              at: string;
              owner?: {
                id: string;
                name: string;
              };
              remedy?: 'prompt' | 'connector' | 'policy' | 'training';
              text?: string;
              quoted?: string;
              where?: string;
              note?: string;
              answer?: string;
              reopened: number;
              defect: string;
              systemicSince?: string;
              priority?: {
                value: number;
                blocked: number;
                severity: 'low' | 'medium' | 'high' | 'critical';
                recurrence: number;
              };
            };
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        404: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/feedback-categories': {
    get: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {
              items: {
                id: string;
                label: string;
                definition: string;
                example: string;
                remedy: 'prompt' | 'connector' | 'policy' | 'training';
              }[];
            };
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/feedback/shadow-use': {
    post: {
      parameters: {
        header?: {
          /**
           * A repeat with the same key and body gets the stored answer.
           */
          'Idempotency-Key'?: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            what: string;
            text: string;
            where?: string;
          };
        };
      };
      responses: {
        201: {
          content: {
            'application/json': {
              id: string;
              agentId?: string;
              workflow: string;
              category: string;
              severity: 'low' | 'medium' | 'high' | 'critical';
              status: 'open' | 'inProgress' | 'fixed' | 'confirmed' | 'closed' | 'declined';
              reporter: {
                id: string;
                name: string;
              };
              at: string;
              owner?: {
                id: string;
                name: string;
              };
              remedy?: 'prompt' | 'connector' | 'policy' | 'training';
              text?: string;
              quoted?: string;
              where?: string;
              note?: string;
              answer?: string;
              reopened: number;
              defect: string;
              systemicSince?: string;
              priority?: {
                value: number;
                blocked: number;
                severity: 'low' | 'medium' | 'high' | 'critical';
                recurrence: number;
              };
            };
          };
        };
        400: {
          content: {
            'application/problem+json': Problem;
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        409: {
          content: {
            'application/problem+json': Problem;
          };
        };
        413: {
          content: {
            'application/problem+json': Problem;
          };
        };
        415: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/feedback/{id}/triage': {
    post: {
      parameters: {
        path: {
          id: string;
        };
        header?: {
          /**
           * A repeat with the same key and body gets the stored answer.
           */
          'Idempotency-Key'?: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            status?: 'open' | 'inProgress' | 'fixed' | 'declined';
            remedy?: 'prompt' | 'connector' | 'policy' | 'training';
            owner?: string;
            note?: string;
            alike?: boolean;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              agentId?: string;
              workflow: string;
              category: string;
              severity: 'low' | 'medium' | 'high' | 'critical';
              status: 'open' | 'inProgress' | 'fixed' | 'confirmed' | 'closed' | 'declined';
              reporter: {
                id: string;
                name: string;
              };
              at: string;
              owner?: {
                id: string;
                name: string;
              };
              remedy?: 'prompt' | 'connector' | 'policy' | 'training';
              text?: string;
              quoted?: string;
              where?: string;
              note?: string;
              answer?: string;
              reopened: number;
              defect: string;
              systemicSince?: string;
              priority?: {
                value: number;
                blocked: number;
                severity: 'low' | 'medium' | 'high' | 'critical';
                recurrence: number;
              };
            };
          };
        };
        400: {
          content: {
            'application/problem+json': Problem;
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        404: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        409: {
          content: {
            'application/problem+json': Problem;
          };
        };
        413: {
          content: {
            'application/problem+json': Problem;
          };
        };
        415: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/feedback/{id}/answer': {
    post: {
      parameters: {
        path: {
          id: string;
        };
        header?: {
          /**
           * A repeat with the same key and body gets the stored answer.
           */
          'Idempotency-Key'?: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            fixed: boolean;
            text?: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              agentId?: string;
              workflow: string;
              category: string;
              severity: 'low' | 'medium' | 'high' | 'critical';
              status: 'open' | 'inProgress' | 'fixed' | 'confirmed' | 'closed' | 'declined';
              reporter: {
                id: string;
                name: string;
              };
              at: string;
              owner?: {
                id: string;
                name: string;
              };
              remedy?: 'prompt' | 'connector' | 'policy' | 'training';
              text?: string;
              quoted?: string;
              where?: string;
              note?: string;
              answer?: string;
              reopened: number;
              defect: string;
              systemicSince?: string;
              priority?: {
                value: number;
                blocked: number;
                severity: 'low' | 'medium' | 'high' | 'critical';
                recurrence: number;
              };
            };
          };
        };
        400: {
          content: {
            'application/problem+json': Problem;
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        404: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        409: {
          content: {
            'application/problem+json': Problem;
          };
        };
        413: {
          content: {
            'application/problem+json': Problem;
          };
        };
        415: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/metrics': {
    get: {
      parameters: {
        query?: {
          weeks?: number;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              weeks: {
                week: string;
                from: string;
                to: string;
                final: boolean;
                metrics: {
                  id: string;
                  label: string;
                  cohort?: string;
                  text: string;
                  value?: number;
                  unit: 'share' | 'ms' | 'count';
                  before?: number;
                  sampleSize: number;
                  action: string;
                }[];
              }[];
            };
          };
        };
        400: {
          content: {
            'application/problem+json': Problem;
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/alarms': {
    get: {
      parameters: {
        query?: {
          status?: 'open' | 'acknowledged';
          limit?: number;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              items: {
                id: string;
                kind:
                  | 'figure'
                  | 'growth'
                  | 'accumulation'
                  | 'quota'
                  | 'stranger'
                  | 'shadowUse'
                  | 'ledger';
                status: 'open' | 'acknowledged';
                week: string;
                what: string;
                todo: string;
                subject?: string;
                raisedAt: string;
                ledger: {
                  log: string;
                  seq: number;
                };
                acknowledged?: {
                  by: string;
                  at: string;
                  note?: string;
                };
              }[];
              more: number;
            };
          };
        };
        400: {
          content: {
            'application/problem+json': Problem;
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/alarms/{id}/acknowledge': {
    post: {
      parameters: {
        path: {
          id: string;
        };
        header?: {
          /**
           * A repeat with the same key and body gets the stored answer.
           */
          'Idempotency-Key'?: string;
        };
      };
      requestBody: {
        content: {
          'application/json': {
            note?: string;
          };
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              id: string;
              kind:
                | 'figure'
                | 'growth'
                | 'accumulation'
                | 'quota'
                | 'stranger'
                | 'shadowUse'
                | 'ledger';
              status: 'open' | 'acknowledged';
              week: string;
              what: string;
              todo: string;
              subject?: string;
              raisedAt: string;
              ledger: {
                log: string;
                seq: number;
              };
              acknowledged?: {
                by: string;
                at: string;
                note?: string;
              };
            };
          };
        };
        400: {
          content: {
            'application/problem+json': Problem;
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        404: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        409: {
          content: {
            'application/problem+json': Problem;
          };
        };
        413: {
          content: {
            'application/problem+json': Problem;
          };
        };
        415: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/controls': {
    get: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {
              items: {
                id:
                  | 'identity'
                  | 'tenant'
                  | 'audit'
                  | 'approval'
                  | 'metrics'
                  | 'retention'
                  | 'releases';
                area: string;
                configure: string;
                why: string;
                stage: string;
                owner: string;
                status: 'inPlace' | 'attention' | 'notYet';
                because: string;
                next?: string;
              }[];
            };
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/posture': {
    get: {
      parameters: {};
      responses: {
        200: {
          content: {
            'application/json': {
              items: {
                id: string;
                standard: string;
                required: string;
                observed: string;
                status: 'met' | 'notMet' | 'notSeen';
                why?: string;
                where: string;
              }[];
            };
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/digests/{week}': {
    get: {
      parameters: {
        path: {
          week: string;
        };
      };
      responses: {
        200: {
          content: {
            'application/json': {
              week: string;
              from: string;
              to: string;
              final: boolean;
              sections: {
                id:
                  | 'waiting'
                  | 'metrics'
                  | 'incidents'
                  | 'permissionChanges'
                  | 'newUseCases'
                  | 'approvals'
                  | 'feedback'
                  | 'rollout'
                  | 'exceptions'
                  | 'estate'
                  | 'cost'
                  | 'checkpoint';
                title: string;
                summary: string;
                metrics?: {
                  id: string;
                  label: string;
                  cohort?: string;
                  text: string;
                  value?: number;
                  unit: 'share' | 'ms' | 'count';
                  before?: number;
                  sampleSize: number;
                  action: string;
                }[];
                items?: {
                  text: string;
                  at?: string;
                  subject?: string;
                }[];
                more?: number;
                chart?: {
                  title: string;
                  bars: {
                    label: string;
                    value: number;
                  }[];
                };
              }[];
            };
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        404: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/ledger/events': {
    get: {
      parameters: {
        query?: {
          after?: string;
          subject?: string;
          limit?: number;
        };
      };
      responses: {
        200: {
          content: {
            'application/x-ndjson': string;
          };
        };
        400: {
          content: {
            'application/problem+json': Problem;
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
  '/api/v1/ledger/checkpoint': {
    get: {
      parameters: {};
      responses: {
        200: {
          content: {
            'text/plain': string;
          };
        };
        401: {
          content: {
            'application/problem+json': Problem;
          };
        };
        403: {
          content: {
            'application/problem+json': Problem;
          };
        };
        406: {
          content: {
            'application/problem+json': Problem;
          };
        };
        429: {
          content: {
            'application/problem+json': Problem;
          };
        };
        500: {
          content: {
            'application/problem+json': Problem;
          };
        };
        503: {
          content: {
            'application/problem+json': Problem;
          };
        };
      };
    };
  };
}
/**
 * Problem details (RFC 9457).
 */
export interface Problem {
  /**
   * urn:countersign:problem:<code>
   */
  type: string;
  title: string;
  status: number;
  /**
   * A closed list.
   */
  code:
    | 'bad-request'
    | 'invalid-json'
    | 'invalid-body'
    | 'receipt-invalid'
    | 'unauthenticated'
    | 'step-up-needed'
    | 'forbidden'
    | 'denied'
    | 'needs-request'
    | 'agent-paused'
    | 'policy-changed'
    | 'tier-ended'
    | 'connector-revoked'
    | 'not-found'
    | 'method-not-allowed'
    | 'not-acceptable'
    | 'already-decided'
    | 'already-received'
    | 'already-redeemed'
    | 'action-changed'
    | 'approval-undone'
    | 'approval-void'
    | 'held'
    | 'outside-window'
    | 'gate-not-passed'
    | 'no-approver'
    | 'not-needed'
    | 'already-acknowledged'
    | 'already-reported'
    | 'not-pending'
    | 'not-asked'
    | 'not-approved'
    | 'too-late'
    | 'digest-mismatch'
    | 'probation-first'
    | 'idempotency-key-reused'
    | 'expired'
    | 'too-large'
    | 'unsupported-media-type'
    | 'too-many-open'
    | 'too-many-withdrawn'
    | 'rate-limited'
    | 'internal'
    | 'try-again';
  /**
   * One sentence for the caller.
   */
  detail: string;
  /**
   * This one occurrence, as the log names it.
   */
  instance: string;
  /**
   * For bad input: everything that is wrong, with dotted paths.
   */
  errors?: {
    path: string;
    message: string;
  }[];
  [k: string]: unknown | undefined;
}
